package io.github.dcie.examples.quickstart;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportWindow;
import io.github.dcie.OpenExport;
import io.github.dcie.testkit.EmulatedExport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The chain as a table: what the consumer was told, beside what DynamoDB really ran. */
final class ChainTable {

    private final Duration windowSize;
    private final List<EmulatedExport> exports;

    ChainTable(Duration windowSize, List<EmulatedExport> exports) {
        this.windowSize = windowSize;
        this.exports = exports;
    }

    List<String> lines(List<ExportCommitted> chain, List<OpenExport> open) {
        List<String> lines = new ArrayList<>();
        lines.add(row("#", "type", "from", "to", "exports", "items", "state"));
        for (ExportCommitted event : chain) {
            Optional<ExportWindow> window =
                    event instanceof WindowCommitted committed ? Optional.of(committed.window()) : Optional.empty();
            lines.add(row(
                    Long.toString(event.sequence()),
                    type(window),
                    window.map(ExportWindow::from).map(When::text).orElse("-"),
                    When.text(event.watermark()),
                    Long.toString(attempts(window).size()),
                    String.format(Locale.ROOT, "%,d", event.export().itemCount()),
                    "complete " + When.text(event.at()) + merged(window) + failures(window)));
        }
        for (OpenExport export : open) {
            lines.add(row(
                    "-",
                    type(export.window()),
                    export.window().map(ExportWindow::from).map(When::text).orElse("-"),
                    export.window().map(ExportWindow::to).map(When::text).orElse("-"),
                    Long.toString(attempts(export.window()).size()),
                    "-",
                    export.state().name().toLowerCase(Locale.ROOT) + " since " + When.text(export.since())));
        }
        return lines;
    }

    private static String row(String... columns) {
        return String.format(Locale.ROOT, "%4s  %-6s  %-12s  %-12s  %7s  %6s  %s", (Object[]) columns);
    }

    private static String type(Optional<ExportWindow> window) {
        return window.isPresent() ? "window" : "full";
    }

    private List<EmulatedExport> attempts(Optional<ExportWindow> window) {
        return exports.stream().filter(export -> export.window().equals(window)).toList();
    }

    private String merged(Optional<ExportWindow> window) {
        return window.map(ExportWindow::length)
                .filter(length -> length.compareTo(windowSize) > 0)
                .map(length -> ", " + length.dividedBy(windowSize) + " windows in one")
                .orElse("");
    }

    private String failures(Optional<ExportWindow> window) {
        List<String> codes = attempts(window).stream()
                .flatMap(export -> export.failureCode().stream())
                .toList();
        return codes.isEmpty() ? "" : ", after " + String.join(", ", codes);
    }

    /** The newest export of a chain that has begun. */
    static ExportCommitted last(List<ExportCommitted> chain) {
        return chain.get(chain.size() - 1);
    }
}
