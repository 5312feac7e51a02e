package io.github.dcie.testkit;

import io.github.dcie.Printable;
import io.github.dcie.testkit.internal.JsonTree;
import io.github.dcie.testkit.internal.StateWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Prints a stored document for people: windows with both ends, times in ISO-8601, whole export ids, and names instead of
 * codes. It reads format 1 as {@code docs/state-format.md} describes it and uses no code of the library. It does not judge:
 * it prints unchanged whatever does not have that form. Stateless and thread-safe. As a command it reads a document, as the
 * store keeps it, from the standard input:
 *
 * <pre>{@code java -cp <class path> io.github.dcie.testkit.StateText < document.json}</pre>
 */
public final class StateText {

    private StateText() {}

    /**
     * Reads a document from the standard input and prints it in words.
     *
     * @param arguments none
     * @throws IOException if the input cannot be read, or is no JSON object
     */
    public static void main(String[] arguments) throws IOException {
        String document = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(of(document));
    }

    /**
     * A document in words.
     *
     * @param document the document as the store keeps it
     * @return one line for each thing that it says, each ended by a newline, without control characters
     * @throws IOException if it is no JSON object
     */
    public static String of(String document) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : StateWords.of(JsonTree.object(document))) {
            text.append(Printable.line(line)).append('\n');
        }
        return text.toString();
    }
}
