package io.github.dcie.examples.quickstart;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportWindow;
import io.github.dcie.examples.quickstart.Diary.Note;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The chain as a picture: a bar for each window over the time that it covers, beneath it what happened meanwhile. */
final class Timeline {

    static final List<String> LEGEND = List.of(
            "  [===) window, from inclusive, to exclusive   * full export complete",
            "  2 two coordinators   R one lost a race       X process killed",
            "  z nobody calls advance()                     F export failed",
            "  D state deleted, and recovered");

    /** So that the smallest window has room for both its ends, and a row fits on every screen. */
    private static final int CELLS_PER_HOUR = 8;

    private static final int HOURS_PER_ROW = 8;
    private static final int CELLS_PER_ROW = CELLS_PER_HOUR * HOURS_PER_ROW;
    private static final int LABEL = 14;

    private final char[] bars;
    private final char[] marks;

    Timeline(List<ExportCommitted> chain, List<Note> notes) {
        int cells = cell(ChainTable.last(chain).watermark());
        for (Note note : notes) {
            cells = note.mark() == Diary.Mark.NONE ? cells : Math.max(cells, cell(note.to()) + 1);
        }
        int rows = (cells + CELLS_PER_ROW - 1) / CELLS_PER_ROW;
        bars = blank(rows * CELLS_PER_ROW);
        marks = blank(rows * CELLS_PER_ROW);
        for (ExportCommitted event : chain) {
            if (event instanceof WindowCommitted committed) {
                draw(committed.window());
            }
        }
        // moments after spans, so that a span does not hide them
        notes.stream().filter(note -> !note.from().equals(note.to())).forEach(this::mark);
        notes.stream()
                .filter(note -> note.from().equals(note.to()) && note.mark() != Diary.Mark.NONE)
                .forEach(this::mark);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        StringBuilder ruler = new StringBuilder(" ".repeat(LABEL));
        for (int hour = 0; hour < HOURS_PER_ROW; hour++) {
            ruler.append(String.format(Locale.ROOT, "%-" + CELLS_PER_HOUR + "s", "+" + hour + "h"));
        }
        lines.add(ruler.toString().stripTrailing());
        for (int start = 0; start < bars.length; start += CELLS_PER_ROW) {
            Instant at = When.OPENING.plus(Duration.ofHours(start / CELLS_PER_HOUR));
            lines.add(row(When.text(at), bars, start));
            String beneath = row("", marks, start);
            if (!beneath.isEmpty()) {
                lines.add(beneath);
            }
        }
        return lines;
    }

    private static String row(String label, char[] cells, int start) {
        return (String.format(Locale.ROOT, "%-" + LABEL + "s", label) + new String(cells, start, CELLS_PER_ROW))
                .stripTrailing();
    }

    private void draw(ExportWindow window) {
        int from = cell(window.from());
        int to = cell(window.to());
        Arrays.fill(bars, from, to, '=');
        bars[from] = '[';
        bars[to - 1] = ')';
    }

    private void mark(Note note) {
        int from = cell(note.from());
        Arrays.fill(
                marks, from, Math.max(from + 1, cell(note.to())), note.mark().sign());
    }

    private static int cell(Instant instant) {
        return (int) (Duration.between(When.OPENING, instant).toSeconds() * CELLS_PER_HOUR / 3600);
    }

    private static char[] blank(int length) {
        char[] cells = new char[length];
        Arrays.fill(cells, ' ');
        return cells;
    }
}
