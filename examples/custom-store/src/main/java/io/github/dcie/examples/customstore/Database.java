package io.github.dcie.examples.customstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** An embedded database that lives as long as this process. Yours is the one that your service has already. */
final class Database {

    private Database() {}

    /** A new one, with the table in it. */
    static DataSource inMemory() throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        execute(database, tableDefinition());
        return database;
    }

    /** Runs one statement. */
    static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String tableDefinition() {
        try (InputStream file =
                Objects.requireNonNull(Database.class.getResourceAsStream("/export_job.sql"), "export_job.sql")) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
