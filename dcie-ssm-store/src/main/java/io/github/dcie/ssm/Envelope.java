package io.github.dcie.ssm;

import io.github.dcie.JobId;
import io.github.dcie.UnusableStateException;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StateWrite;
import java.util.List;
import java.util.Map;

/**
 * What a revision's parameter contains: lines for people, an empty line, the document, and a line that shows that nothing
 * is cut off. Printable ASCII and line feeds, at most 4,096 bytes, the limit of the Standard tier (API reference,
 * PutParameter, Tier).
 *
 * @param writeId which write this was (R7)
 * @param document the state
 */
record Envelope(String writeId, StateDocument document) {

    static final int MAX_BYTES = 4096;

    private static final int FORMAT = 1;
    private static final String FORMAT_LINE = "dcie-state ";
    private static final String WRITE_LINE = "write ";
    private static final String END = "end";

    /** The text for a write. Readable fields that do not fit are left out: nobody reads them back (K3). */
    static String format(StateWrite write) {
        StringBuilder head = new StringBuilder();
        head.append(FORMAT_LINE).append(FORMAT).append('\n');
        head.append(WRITE_LINE)
                .append(write.id())
                .append(" at ")
                .append(write.at())
                .append('\n');
        String tail = "\n" + write.document().text() + "\n" + END;
        for (Map.Entry<String, String> field : write.readable().entrySet()) {
            String line = printable(field.getKey() + ": " + field.getValue()) + "\n";
            if (head.length() + line.length() + tail.length() <= MAX_BYTES) {
                head.append(line);
            }
        }
        return head + tail;
    }

    /** Whether the write has left this (R7). */
    boolean isOf(StateWrite write) {
        return writeId.equals(write.id().value());
    }

    /** One line, and without what Parameter Store takes for a reference (API reference, PutParameter, Value). */
    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?").replace("{", "(").replace("}", ")");
    }

    /**
     * Takes a parameter's value apart.
     *
     * @param name the parameter's name, for messages
     */
    static Envelope parse(JobId job, String name, String value) throws UnusableStateException {
        String first = value.split("\n", 2)[0];
        if (!first.startsWith(FORMAT_LINE)) {
            throw UnusableStateException.foreign(
                    job, "parameter " + name + " does not begin with \"" + FORMAT_LINE + FORMAT + "\"");
        }
        String format = first.substring(FORMAT_LINE.length());
        if (!format.equals(Integer.toString(FORMAT))) {
            throw format.matches("[1-9][0-9]{0,8}")
                    ? UnusableStateException.unknownFormat(job, Integer.parseInt(format), FORMAT)
                    : UnusableStateException.damaged(
                            job, "parameter " + name + " has format \"" + ForeignText.plain(format) + "\"");
        }
        if (value.length() > MAX_BYTES) {
            throw UnusableStateException.damaged(
                    job, "parameter " + name + " has " + value.length() + " characters: expected at most " + MAX_BYTES);
        }
        List<String> lines = List.of(value.split("\n", -1));
        int last = lines.size() - 1;
        if (last < 4 || !lines.get(last).equals(END) || !lines.get(last - 2).isEmpty()) {
            throw UnusableStateException.damaged(
                    job, "parameter " + name + " does not end with an empty line, the document and \"" + END + "\"");
        }
        String[] write = lines.get(1).split(" ", 3);
        if (write.length < 3 || !WRITE_LINE.equals(write[0] + " ")) {
            throw UnusableStateException.damaged(job, "parameter " + name + " does not say which write it was");
        }
        try {
            return new Envelope(write[1], new StateDocument(lines.get(last - 1)));
        } catch (IllegalArgumentException e) {
            throw UnusableStateException.damaged(job, "parameter " + name + ": " + e.getMessage());
        }
    }
}
