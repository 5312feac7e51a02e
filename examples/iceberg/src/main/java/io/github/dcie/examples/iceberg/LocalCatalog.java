package io.github.dcie.examples.iceberg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.JdbcClientPool;

/** An Iceberg catalog in a folder: tables and views in an SQLite database, and the files beside it. No cluster, no server. */
public final class LocalCatalog {

    /** What the catalog is called in its database; another engine has to call it so, too. */
    public static final String NAME = "local";

    private LocalCatalog() {}

    /**
     * Opens it, and creates it if it is not there.
     *
     * @param folder a folder that exists
     * @return the catalog; the caller closes it
     */
    public static JdbcCatalog open(Path folder) {
        return open(folder, Calls.undisturbed(), "FULL");
    }

    /**
     * The same with failures. The database does not wait for the disk: it survives a killed process, not a power cut.
     *
     * @param folder a folder that exists
     * @param calls is told of each call
     * @return the catalog; the caller closes it
     */
    public static JdbcCatalog open(Path folder, Calls calls) {
        return open(folder, calls, "OFF");
    }

    private static JdbcCatalog open(Path folder, Calls calls, String synchronous) {
        Path home = folder.toAbsolutePath();
        JdbcCatalog catalog = new JdbcCatalog(
                properties -> new LocalFiles(calls), properties -> new SinglePool(properties, calls), true);
        catalog.initialize(
                NAME,
                Map.of(
                        CatalogProperties.URI,
                        "jdbc:sqlite:" + database(home),
                        CatalogProperties.WAREHOUSE_LOCATION,
                        home.toString(),
                        "jdbc.synchronous",
                        synchronous,
                        "jdbc.busy_timeout",
                        "30000",
                        "jdbc.schema-version",
                        "V1"));
        return catalog;
    }

    /**
     * Where the database is.
     *
     * @param folder the catalog's folder
     * @return the file
     */
    public static Path database(Path folder) {
        return folder.resolve("catalog.db");
    }

    /**
     * Connections that repeat nothing by themselves: of a commit that was made although its answer was lost, a repetition
     * would say that somebody else was faster, and Iceberg would remove the files of the commit.
     */
    private static final class SinglePool extends JdbcClientPool {

        private final Calls calls;

        SinglePool(Map<String, String> properties, Calls calls) {
            super(1, properties.getOrDefault(CatalogProperties.URI, ""), properties);
            this.calls = calls;
        }

        @Override
        public <R> R run(Action<R, Connection, SQLException> action, boolean retry)
                throws SQLException, InterruptedException {
            calls.before("catalog");
            R result = super.run(action, false);
            calls.after("catalog");
            return result;
        }
    }
}
