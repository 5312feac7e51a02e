package io.github.dcie.examples.customstore;

import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.StateStoreException;
import io.github.dcie.UnusableStateException;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * A state store on a table of a relational database, with one row for each job; the table is in {@code export_job.sql}.
 *
 * <p>How it keeps the rules of {@link StateStore}:
 *
 * <ul>
 *   <li>A write is one UPDATE on the condition that the revision is the expected one. The database checks and changes a
 *       row as one, at every isolation level: R3–R6, R10.
 *   <li>An UPDATE that met no row is followed by a SELECT: if the row was made by this very write, an earlier attempt was
 *       applied and its reply was lost (R7); if it is not a job's, that is said (R15); else somebody was faster (R5).
 *   <li>A write that acknowledges an operator request sets the action back to RUN in the same UPDATE, on condition that
 *       it still is the acknowledged text: R13.
 *   <li>What the table's constraint or {@link StateDocument} would not take is not a state of this library: R15.
 *   <li>A row without a state has revision 0, so a person can set the action before a job's first step: R1, R14.
 *   <li>Reads go to where writes go. Do not hand in a data source of read replicas: R9.
 *   <li>Every statement has a time limit, R16. For getting a connection set the pool's, and for a network that went
 *       silent the driver's.
 * </ul>
 *
 * <p>Immutable, and thread-safe as its data source is.
 */
final class JdbcStateStore implements StateStore {

    private static final int TIME_LIMIT_SECONDS = 10;
    private static final int LONGEST_READABLE = 4000;

    private final DataSource database;

    JdbcStateStore(DataSource database) {
        this.database = database;
    }

    @Override
    public StoredState read(JobId job) throws StateStoreException {
        try (Connection connection = connect()) {
            Optional<Row> row = Row.of(connection, job);
            return row.isPresent() ? row.get().state() : StoredState.absent(OperatorRequest.none());
        } catch (SQLException e) {
            throw trouble("read job " + job, e);
        }
    }

    @Override
    public WriteResult write(JobId job, StateWrite write) throws StateStoreException {
        try (Connection connection = connect()) {
            if (write.expected().equals(Revision.NONE)) {
                insertIfMissing(connection, job);
            }
            if (update(connection, job, write)) {
                return WriteResult.WRITTEN;
            }
            boolean mine =
                    Row.of(connection, job).filter(row -> row.isOf(write)).isPresent();
            return mine ? WriteResult.WRITTEN : WriteResult.LOST_RACE; // R7, R5
        } catch (SQLException e) {
            throw trouble("write job " + job, e);
        }
    }

    @Override
    public void request(JobId job, OperatorAction action) throws StateStoreException {
        try (Connection connection = connect()) {
            insertIfMissing(connection, job);
            Row.of(connection, job); // R15
            try (PreparedStatement update =
                    prepare(connection, "UPDATE export_job SET operator_action = ? WHERE job_id = ?")) {
                update.setString(1, action.name());
                update.setString(2, job.value());
                update.executeUpdate();
            }
        } catch (SQLException e) {
            throw trouble("set " + action + " for job " + job, e);
        }
    }

    private static boolean update(Connection connection, JobId job, StateWrite write) throws SQLException {
        Optional<OperatorRequest> acknowledged = write.acknowledges();
        String sql = "UPDATE export_job SET revision = ?, document = ?, write_id = ?, readable = ?"
                + (acknowledged.isPresent() ? ", operator_action = 'RUN'" : "")
                + " WHERE job_id = ? AND revision = ?"
                + (acknowledged.isPresent() ? " AND operator_action = ?" : "");
        try (PreparedStatement update = prepare(connection, sql)) {
            update.setLong(1, write.expected().next().number());
            update.setString(2, write.document().text());
            update.setString(3, write.id().value());
            update.setString(4, text(write.readable()));
            update.setString(5, job.value());
            update.setLong(6, write.expected().number());
            if (acknowledged.isPresent()) {
                update.setString(7, acknowledged.get().asWritten());
            }
            return update.executeUpdate() == 1;
        }
    }

    private static void insertIfMissing(Connection connection, JobId job) throws SQLException {
        try (PreparedStatement insert = prepare(connection, "INSERT INTO export_job (job_id) VALUES (?)")) {
            insert.setString(1, job.value());
            insert.executeUpdate();
        } catch (SQLException e) {
            // 23…: it is there already, whoever inserted it; not every driver has a type of exception for that
            if (!Optional.ofNullable(e.getSQLState()).orElse("").startsWith("23")) {
                throw e;
            }
        }
    }

    private static String text(Map<String, String> readable) {
        String lines = readable.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("\n"));
        return lines.substring(0, Math.min(lines.length(), LONGEST_READABLE));
    }

    private Connection connect() throws SQLException {
        Connection connection = database.getConnection();
        try {
            connection.setAutoCommit(true); // a pool may hand out another setting
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(TIME_LIMIT_SECONDS); // R16
        return statement;
    }

    private static StateStoreException trouble(String task, SQLException e) {
        return new StateStoreException(
                "cannot " + task + " (table export_job): " + e.getMessage()
                        + "; nothing is lost: see that the database can be reached, and call again",
                e);
    }

    /** A job's row, which is one of this library's. */
    private record Row(StoredState state, Optional<String> writeId) {

        static Optional<Row> of(Connection connection, JobId job) throws SQLException, UnusableStateException {
            try (PreparedStatement select = prepare(
                    connection,
                    "SELECT revision, document, write_id, operator_action FROM export_job WHERE job_id = ?")) {
                select.setString(1, job.value());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(parse(job, row)) : Optional.empty();
                }
            }
        }

        private static Row parse(JobId job, ResultSet row) throws SQLException, UnusableStateException {
            OperatorRequest operator = OperatorRequest.parse(row.getString("operator_action"));
            Optional<String> document = Optional.ofNullable(row.getString("document"));
            try {
                Revision revision = new Revision(row.getLong("revision"));
                if (document.isEmpty() && !revision.equals(Revision.NONE)) {
                    throw new IllegalArgumentException("revision " + revision + " without a document");
                }
                StoredState state = document.isPresent()
                        ? StoredState.of(revision, new StateDocument(document.get()), operator)
                        : StoredState.absent(operator);
                return new Row(state, Optional.ofNullable(row.getString("write_id")));
            } catch (IllegalArgumentException e) { // R15
                throw UnusableStateException.foreign(job, "its row in table export_job: " + e.getMessage());
            }
        }

        boolean isOf(StateWrite write) {
            return state.revision().equals(write.expected().next())
                    && writeId.equals(Optional.of(write.id().value()));
        }
    }
}
