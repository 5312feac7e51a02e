package io.github.dcie.examples.quickstart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened besides the ordinary, told at once and kept for the picture. */
final class Diary {

    private final Screen screen;
    private final List<Note> notes = new ArrayList<>();

    Diary(Screen screen) {
        this.screen = screen;
    }

    /** What the picture shows of a note. */
    enum Mark {
        NONE(' '),
        FULL_EXPORT('*'),
        PROCESS_KILLED('X'),
        TWO_AT_ONCE('2'),
        RACE_LOST('R'),
        ASLEEP('z'),
        EXPORT_FAILED('F'),
        STATE_DELETED('D');

        private final char sign;

        Mark(char sign) {
            this.sign = sign;
        }

        char sign() {
            return sign;
        }
    }

    /**
     * Something that happened.
     *
     * @param from when it began
     * @param to when it was over; from, if it was a moment
     * @param mark its sign in the picture
     */
    record Note(Instant from, Instant to, Mark mark) {}

    void write(Instant at, Mark mark, String text) {
        write(at, at, mark, text);
    }

    void write(Instant from, Instant to, Mark mark, String text) {
        notes.add(new Note(from, to, mark));
        screen.paragraph(String.format(Locale.ROOT, "%-12s %c  ", When.text(to), mark.sign()), text);
    }

    List<Note> notes() {
        return List.copyOf(notes);
    }
}
