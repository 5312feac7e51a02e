package io.github.dcie.testkit.internal;

import io.github.dcie.TableArn;
import io.github.dcie.testkit.GeneratedChanges;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Puts the emulator together. */
public final class Emulation {

    private Emulation() {}

    /**
     * Where tables have their contents from.
     *
     * @param seed what generated contents depend on
     * @param generated generated contents
     * @param real real tables
     */
    public record Contents(long seed, Optional<GeneratedChanges> generated, Optional<RealTables> real) {

        private TableData of(TableArn table, Instant createdAt) {
            return real.map(tables -> tables.attach(table))
                    .or(() -> generated.map(shape -> new GeneratedData(seed, shape, createdAt)))
                    .orElseGet(TableData::none);
        }
    }

    /**
     * The emulated service, without tables.
     *
     * @param clock its time
     * @param home a table of its account and Region
     * @param contents where tables have their contents from
     * @param tokenLookup when tokens are looked for
     * @param files where exports are written
     * @return the service
     */
    public static ExportService service(
            InstantSource clock,
            TableArn home,
            Contents contents,
            ExportService.TokenLookup tokenLookup,
            Optional<Path> files) {
        return new ExportService(
                clock,
                home,
                contents::of,
                tokenLookup,
                new ExportResults(files.map(root -> new ExportFiles(root, contents.seed()))),
                contents.seed());
    }

    /**
     * Deletes a real table and creates one of the same name.
     *
     * @param service the service
     * @param tables the real tables
     * @param table which
     * @param now when
     */
    public static void recreate(ExportService service, RealTables tables, TableArn table, Instant now) {
        tables.recreate(table, now);
        service.deleteTable(table);
        service.createTable(table, now);
    }

    /**
     * Deletes a real table.
     *
     * @param tables the real tables
     * @param table which
     * @param now when
     */
    public static void delete(RealTables tables, TableArn table, Instant now) {
        tables.delete(table, now);
    }
}
