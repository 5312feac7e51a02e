package io.github.dcie.examples.iceberg;

import io.github.dcie.JobId;
import io.github.dcie.TableArn;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.catalog.ViewCatalog;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.view.View;
import org.apache.iceberg.view.ViewBuilder;

/**
 * The name under which the rows are read: a view of the newest complete generation. To show another generation is one commit
 * of the view, which the catalog makes in one step; a reader finds the old table or the new one, and each of them whole.
 */
final class CurrentView {

    private final ViewCatalog catalog;
    private final TableIdentifier name;

    CurrentView(ViewCatalog catalog, TableIdentifier name) {
        this.catalog = catalog;
        this.name = name;
    }

    /**
     * What is shown.
     *
     * @param job whose exports
     * @param table of which DynamoDB table
     * @param generation which chain
     */
    record Shown(JobId job, TableArn table, int generation) {}

    Optional<Shown> shown() {
        try {
            View view = catalog.loadView(name);
            return Optional.of(new Shown(
                    JobId.of(view.properties().getOrDefault(Position.JOB, "")),
                    TableArn.of(view.properties().getOrDefault(Position.TABLE, "")),
                    Integer.parseInt(view.properties().getOrDefault(Position.GENERATION, ""))));
        } catch (NoSuchViewException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "view " + name + " was not made here: it lacks a property of " + Position.PREFIX
                            + "; choose another name",
                    e);
        }
    }

    void show(Position position, TableIdentifier table, Schema schema) {
        String sql = "SELECT * FROM " + table.name();
        ViewBuilder view = catalog.buildView(name)
                .withSchema(schema)
                .withDefaultNamespace(table.namespace())
                .withQuery("spark", sql)
                .withQuery("trino", sql);
        position.properties().forEach((key, value) -> {
            if (key.equals(Position.JOB) || key.equals(Position.TABLE) || key.equals(Position.GENERATION)) {
                view.withProperty(key, value);
            }
        });
        try {
            view.createOrReplace();
        } catch (AlreadyExistsException | CommitFailedException e) {
            // another process was faster: if it does not show this generation or a newer one, the event comes again
            if (shown().filter(shown -> shown.generation() >= position.generation())
                    .isEmpty()) {
                throw e;
            }
        }
    }
}
