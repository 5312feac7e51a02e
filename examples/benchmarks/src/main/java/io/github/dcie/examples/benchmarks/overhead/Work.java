package io.github.dcie.examples.benchmarks.overhead;

import java.util.Locale;

/** The rows of the table: a method of {@link OwnWork} each, beside the parse that it is compared with. */
enum Work {
    PARSE_TYPICAL("parseTypical", "Jackson's readTree of a typical document"),
    PARSE_LARGEST("parseLargest", "Jackson's readTree of the largest document"),
    DECODE_TYPICAL("decodeTypical", "decode a typical document"),
    ENCODE_TYPICAL("encodeTypical", "encode a typical document"),
    DECODE_LARGEST("decodeLargest", "decode the largest document"),
    ENCODE_LARGEST("encodeLargest", "encode the largest document"),
    DECIDE_NOTHING("decideThatThereIsNothingToDo", "decide that there is nothing to do"),
    DECIDE_WINDOW("decideOnAWindow", "decide on a window that is due"),
    STEP("stepWithNothingToDo", "a whole step with nothing to do");

    private final String method;
    private final String title;

    Work(String method, String title) {
        this.method = method;
        this.title = title;
    }

    String method() {
        return method;
    }

    String title() {
        return title;
    }

    /** The parse of the document that the work is on. */
    Work yardstick() {
        return name().toLowerCase(Locale.ROOT).endsWith("largest") ? PARSE_LARGEST : PARSE_TYPICAL;
    }
}
