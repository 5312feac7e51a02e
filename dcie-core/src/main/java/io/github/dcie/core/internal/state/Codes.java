package io.github.dcie.core.internal.state;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.core.internal.chain.Refusal;
import java.io.IOException;
import java.util.function.Function;

/** Short names in the document, as many of them may stand in one (K1); people read the long ones in status and messages. */
final class Codes {

    private Codes() {}

    static String of(Kind kind) {
        return switch (kind) {
            case PITR_OFF -> "po";
            case GAP_PITR_WAS_OFF -> "go";
            case GAP_FELL_BEHIND -> "gb";
            case GAP_RETENTION_SHORTENED -> "gs";
            case GAP_TABLE_RECREATED -> "gt";
            case HISTORY_AT_RISK -> "hr";
            case TABLE_GONE -> "tg";
            case ACCESS_DENIED -> "ad";
            case CREDENTIALS_REFUSED -> "cr";
            case CLOCK_SKEWED -> "cs";
            case UNKNOWN_OPERATION -> "uo";
            case CALL_REJECTED -> "cj";
            case SERVICE_TROUBLE -> "st";
            case EXPORT_FAILING -> "ef";
            case FULL_EXPORT_REJECTED -> "fr";
            case EXPORT_STUCK -> "es";
            case EXPORT_TIME_REFUSED -> "et";
            case TOKEN_CONFLICT -> "tc";
            case REQUEST_REFUSED -> "rr";
            case QUOTA_REACHED -> "qr";
            case WINDOW_EXCEEDS_RETENTION -> "we";
            case STATE_LOST -> "sl";
            case NO_STATE -> "ns";
            case UNKNOWN_OPERATOR_ACTION -> "ua";
            case NOTIFIER_FAILING -> "nf";
        };
    }

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
        Kind kind = find(Kind.values(), Codes::of, code);
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
