package io.github.dcie.examples.customstore;

import io.github.dcie.JobId;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.StateStoreContract;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

/** All rules of a state store, by the published kit. There is no other test of the store. */
final class JdbcStateStoreTest extends StateStoreContract {

    private DataSource database;

    @BeforeEach
    void open() throws SQLException {
        database = Database.inMemory();
    }

    @Override
    protected StateStore openStore() {
        return new JdbcStateStore(database);
    }

    @Override
    protected void typeOperatorAction(JobId job, String text) throws SQLException {
        execute("MERGE INTO export_job (job_id, operator_action) KEY (job_id) VALUES (?, ?)", job.value(), text);
    }

    @Override
    protected void plantForeignState(JobId job) throws SQLException {
        execute("INSERT INTO export_job (job_id, revision, document) VALUES (?, 7, ?)", job.value(), "Übergröße: 7");
    }

    private void execute(String sql, String first, String second) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, first);
            statement.setString(2, second);
            statement.executeUpdate();
        }
    }
}
