package io.github.dcie.core.internal.document;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.core.internal.condition.ConditionType;
import io.github.dcie.core.internal.model.Refusal;
import java.io.IOException;
import java.util.function.Function;

/** Short names in the document, as many of them may stand in one (K1); people read the long ones in status and messages. */
final class Codes {

    private Codes() {}

    static String of(Cause cause) {
        return switch (cause) {
            case FIRST -> "first";
            case OPERATOR_RESET -> "reset";
            case GAP -> "gap";
            case TAKEN_OVER -> "taken";
        };
    }

    static String of(Refusal.Reason reason) {
        return switch (reason) {
            case TIME -> "t";
            case CONFLICT -> "c";
            case QUOTA -> "q";
            case ACCESS -> "a";
            case INVALID -> "i";
            case FACTS -> "f";
            case GONE -> "g";
        };
    }

    static Kind kind(String code) throws IOException {
        Kind kind = find(ConditionType.values(), ConditionType::code, code).kind();
        if (kind == Kind.NO_STATE || kind == Kind.UNKNOWN_OPERATOR_ACTION) {
            throw new IOException("condition " + code + " is never stored");
        }
        return kind;
    }

    static Cause cause(String code) throws IOException {
        return find(Cause.values(), Codes::of, code);
    }

    static Refusal.Reason reason(String code) throws IOException {
        return find(Refusal.Reason.values(), Codes::of, code);
    }

    /** The constant of that code. */
    static <E> E find(E[] all, Function<E, String> code, String wanted) throws IOException {
        for (E each : all) {
            if (code.apply(each).equals(wanted)) {
                return each;
            }
        }
        throw new IOException(
                "\"" + wanted + "\" is none of the " + all[0].getClass().getSimpleName() + " codes");
    }
}
