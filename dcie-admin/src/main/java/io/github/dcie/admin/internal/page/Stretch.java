package io.github.dcie.admin.internal.page;

import io.github.dcie.CompletedExport;
import io.github.dcie.admin.Audit.Finding;
import io.github.dcie.admin.Audit.Kind;
import io.github.dcie.admin.CatalogExport;
import io.github.dcie.admin.CatalogExport.State;
import io.github.dcie.admin.ExportCatalog;
import io.github.dcie.admin.ExportChain;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one picture shows: a chain, and what lies beside it.
 *
 * @param chain the chain
 * @param aside exports of its time that no chain needs
 * @param notes what was found of its time
 * @param isNewest whether it is the last chain, which goes on until now
 * @param scale from its beginning to its end
 */
record Stretch(ExportChain chain, List<CatalogExport> aside, List<Note> notes, boolean isNewest, TimeScale scale) {

    private static final Duration SHORTEST = Duration.ofHours(1);

    /**
     * A finding with the number by which table and picture name it.
     *
     * @param number from 1 on
     * @param finding what was found
     */
    record Note(int number, Finding finding) {

        static List<Note> of(ExportCatalog catalog) {
            List<Finding> findings = catalog.audit().findings();
            return IntStream.range(0, findings.size())
                    .mapToObj(i -> new Note(i + 1, findings.get(i)))
                    .toList();
        }

        /** Where it is in a picture; only what is about a time is in one. */
        Instant at() {
            return finding.from().orElseThrow();
        }
    }

    /**
     * What no export covers.
     *
     * @param from its first second
     * @param to where the next export begins
     */
    record Hole(Instant from, Instant to) {}

    /** One for each chain. Exports belong to their generation; findings, and exports of none, to the last that began before them. */
    static List<Stretch> of(ExportCatalog catalog) {
        List<ExportChain> chains = catalog.chains();
        return IntStream.range(0, chains.size())
                .mapToObj(i -> of(
                        catalog,
                        i,
                        catalog.others().stream()
                                .filter(export -> index(chains, export) == i)
                                .toList()))
                .toList();
    }

    private static Stretch of(ExportCatalog catalog, int index, List<CatalogExport> aside) {
        ExportChain chain = catalog.chains().get(index);
        boolean newest = index == catalog.chains().size() - 1;
        Instant from = Stream.concat(Stream.of(chain.start()), aside.stream().map(Stretch::begin))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        List<Note> notes = Note.of(catalog).stream()
                .filter(note -> note.finding().from().isPresent())
                .filter(note -> index(catalog.chains(), note.at()) == index)
                .filter(note -> !note.at().isBefore(from) && !note.at().isAfter(catalog.at()))
                .toList();
        Instant end = newest ? catalog.at() : end(chain, aside, notes, catalog.at());
        Instant to = end.isBefore(from.plus(SHORTEST)) ? from.plus(SHORTEST) : end;
        return new Stretch(chain, aside, notes, newest, new TimeScale(from, to));
    }

    private static Instant end(ExportChain chain, List<CatalogExport> aside, List<Note> notes, Instant at) {
        Stream<Instant> written = chain.exports().stream()
                .flatMap(export -> export.completed().stream())
                .map(CompletedExport::completedAt);
        Stream<Instant> others = Stream.concat(
                aside.stream().map(CatalogExport::to), notes.stream().map(Note::at));
        return Stream.concat(Stream.concat(Stream.of(chain.watermark()), written), others)
                .max(Comparator.naturalOrder())
                .filter(last -> last.isBefore(at))
                .orElse(at);
    }

    private static int index(List<ExportChain> chains, CatalogExport export) {
        return export.generation().isPresent()
                ? export.generation().getAsInt() - chains.get(0).generation()
                : index(chains, begin(export));
    }

    private static int index(List<ExportChain> chains, Instant time) {
        return IntStream.range(0, chains.size())
                .filter(i -> !chains.get(i).start().isAfter(time))
                .max()
                .orElse(0);
    }

    /** The first second that it covers; of a full export its time. */
    static Instant begin(CatalogExport export) {
        return export.from().orElse(export.to());
    }

    List<CatalogExport> aside(State state) {
        return aside.stream().filter(export -> export.state() == state).toList();
    }

    List<Hole> holes() {
        return notes.stream()
                .map(Note::finding)
                .filter(finding -> finding.kind() == Kind.HOLE)
                .flatMap(hole -> hole.to().map(to -> new Hole(hole.from().orElseThrow(), to)).stream())
                .toList();
    }
}
