package io.github.dcie.admin.internal.page;

import static io.github.dcie.admin.internal.page.Markup.number;

import io.github.dcie.admin.Audit.Verdict;
import io.github.dcie.admin.internal.page.Stretch.Note;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Findings as numbered flags where they are about; the table of findings leads to them. */
final class FlagLane implements Lane {

    private static final double ROW = 17;

    private final Markup harmless = new Markup();
    private final Markup grave = new Markup();
    private final Rows rows = new Rows();

    FlagLane(Stretch stretch) {
        stretch.notes().stream().sorted(Comparator.comparing(Note::at)).forEach(note -> flag(note, stretch.scale()));
    }

    private void flag(Note note, TimeScale scale) {
        String digits = Integer.toString(note.number());
        double width = 8 + 7 * digits.length();
        double left = Math.min(scale.x(note.at()), TimeScale.RIGHT - width);
        double top = ROW * rows.row(left, left + width + 1);
        Markup flags = note.finding().kind().atBest() == Verdict.PROVEN ? harmless : grave;
        flags.open("g", "class", "flag " + style(note), "id", place(note))
                .leaf("title", note.number() + ". " + note.finding())
                .empty(
                        "rect",
                        "x",
                        number(left),
                        "y",
                        number(top),
                        "width",
                        number(width),
                        "height",
                        number(ROW - 3),
                        "rx",
                        "3")
                .leaf("text", digits, "x", number(left + width / 2), "y", number(top + 11))
                .close("g");
    }

    static String place(Note note) {
        return "place-" + note.number();
    }

    /** Whether it refutes, leaves open, or does no harm. */
    static String style(Note note) {
        return note.finding().kind().atBest().name().toLowerCase(Locale.ROOT);
    }

    static boolean shows(List<Stretch> stretches, Note note) {
        return stretches.stream().anyMatch(stretch -> stretch.notes().contains(note));
    }

    @Override
    public String name() {
        return "findings";
    }

    @Override
    public double height() {
        return ROW * rows.number();
    }

    @Override
    public void draw(Markup svg, double top) {
        // where they crowd, nothing may hide a grave one
        svg.open("g", "transform", "translate(0 " + number(top) + ")")
                .add(harmless)
                .add(grave)
                .close("g");
    }
}
