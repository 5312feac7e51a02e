package io.github.dcie.core.internal.condition;

import java.util.List;

/** Texts of AWS and of the user's code in the stored document: how long they may be (K1). */
public final class Words {

    /** One text. */
    private static final int LONGEST = 120;

    /** All texts of a document together; beyond that each is cut to the shorter length. */
    private static final int LONGEST_OF_ALL = 3 * LONGEST;

    /** Still names what it is about. */
    private static final int SHORT = 32;

    private static final String CUT = "...";

    private Words() {}

    /** Printable ASCII of at most 120 characters, none of which JSON would have to escape. */
    public static String cut(String words) {
        String plain = words.replaceAll("[^ -~]+", " ")
                .replace('{', '(')
                .replace('}', ')')
                .replace('"', '\'')
                .replace('\\', '/')
                .strip();
        return cut(plain, LONGEST);
    }

    /** The conditions with texts that fit into one document: they are rarely many at once. */
    public static List<ActiveCondition> fitted(List<ActiveCondition> conditions) {
        int all = 0;
        for (ActiveCondition active : conditions) {
            all += active.code().map(String::length).orElse(0);
        }
        return all <= LONGEST_OF_ALL
                ? conditions
                : conditions.stream()
                        .map(active -> active.withCode(active.code().map(code -> cut(code, SHORT))))
                        .toList();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - CUT.length()) + CUT;
    }
}
