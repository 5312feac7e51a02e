package io.github.dcie.examples.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table in Markdown: the first column is text, the others are figures. */
public final class Table {

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... head) {
        this.head = List.of(head);
    }

    public Table row(Object... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(
                    Arrays.toString(cells) + ": expected " + head.size() + " cells, one for each of " + head);
        }
        rows.add(Arrays.stream(cells).map(Table::text).toList());
        return this;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(head));
        lines.add("|---" + "|---:".repeat(head.size() - 1) + "|");
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String text(Object cell) {
        if (cell instanceof Double number) {
            double size = Math.abs(number);
            return size >= 100 || number == Math.rint(number)
                    ? String.format(Locale.ROOT, "%,.0f", number)
                    : String.format(Locale.ROOT, size < 1 ? "%.2f" : "%.1f", number);
        }
        return cell instanceof Long number ? String.format(Locale.ROOT, "%,d", number) : cell.toString();
    }
}
