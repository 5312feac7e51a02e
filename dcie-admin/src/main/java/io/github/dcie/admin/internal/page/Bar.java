package io.github.dcie.admin.internal.page;

import io.github.dcie.ExportArn;
import io.github.dcie.admin.Audit.Kind;
import io.github.dcie.admin.CatalogExport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Exports that are drawn as one, for they are alike and too narrow to be told apart.
 *
 * @param exports in order, each from where the one before ends
 * @param look how it looks
 */
record Bar(List<CatalogExport> exports, Look look) {

    private static final double NARROW = 2;
    private static final Set<Kind> PECULIAR = Set.of(Kind.DUPLICATE, Kind.OVERLAP, Kind.ORPHAN);

    /** How a complete export looks. */
    enum Look {
        USUAL("ok", 0, 0),
        LONGER("ok long", 0, 0),
        RETRIED("ok retried", 0, 4),
        PECULIAR("ok odd", 4, 0);

        private final String style;
        private final double above;
        private final double below;

        Look(String style, double above, double below) {
            this.style = style;
            this.above = above;
            this.below = below;
        }

        String style() {
            return style;
        }

        /** How far it juts out above the others, for those who do not see its colour. */
        double above() {
            return above;
        }

        /** How far it juts out below the others. */
        double below() {
            return below;
        }
    }

    /** Of complete exports in order. What is unusual stands for itself, however narrow it is. */
    static List<Bar> of(List<CatalogExport> exports, Stretch stretch) {
        Duration usual = usual(exports);
        boolean narrow = stretch.scale().width(usual) < NARROW;
        Set<ExportArn> peculiar = stretch.notes().stream()
                .filter(note -> PECULIAR.contains(note.finding().kind()))
                .flatMap(note -> note.finding().exports().stream())
                .collect(Collectors.toSet());
        List<Bar> bars = new ArrayList<>();
        List<CatalogExport> run = new ArrayList<>();
        for (CatalogExport export : exports) {
            Look look = peculiar.contains(export.arn()) ? Look.PECULIAR : look(export, usual);
            boolean goesOn = look == Look.USUAL
                    && narrow
                    && !run.isEmpty()
                    && last(run).to().equals(Stretch.begin(export));
            if (!goesOn && !run.isEmpty()) {
                bars.add(new Bar(List.copyOf(run), Look.USUAL));
                run.clear();
            }
            if (look == Look.USUAL) {
                run.add(export);
            } else {
                bars.add(new Bar(List.of(export), look));
            }
        }
        if (!run.isEmpty()) {
            bars.add(new Bar(List.copyOf(run), Look.USUAL));
        }
        return bars;
    }

    private static Look look(CatalogExport export, Duration usual) {
        if (export.attempt().orElse(1) > 1) {
            return Look.RETRIED;
        }
        if (export.from().isEmpty()) {
            return Look.PECULIAR;
        }
        return length(export).compareTo(usual) > 0 ? Look.LONGER : Look.USUAL;
    }

    /** The length that most have, of several such the shortest. */
    private static Duration usual(List<CatalogExport> exports) {
        Map<Duration, Long> lengths = exports.stream()
                .map(Bar::length)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return lengths.entrySet().stream()
                .max(Map.Entry.<Duration, Long>comparingByValue()
                        .thenComparing(Map.Entry.<Duration, Long>comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(Duration.ZERO);
    }

    private static Duration length(CatalogExport export) {
        return Duration.between(Stretch.begin(export), export.to());
    }

    private static CatalogExport last(List<CatalogExport> run) {
        return run.get(run.size() - 1);
    }

    Instant from() {
        return Stretch.begin(exports.get(0));
    }

    Instant to() {
        return last(exports).to();
    }

    String title() {
        return exports.size() == 1
                ? Words.of(exports.get(0))
                : exports.size() + " exports COMPLETED, [" + from() + ", " + to() + ")";
    }
}
