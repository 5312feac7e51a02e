package io.github.dcie.core.internal.document;

import com.google.common.base.Strings;
import io.github.dcie.core.internal.facts.ExportFacts;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Export ids in the document, in a shorter form (K1). An id begins with its export's start in milliseconds (observed),
 * which stands here as seconds to the base of 36: {@code 01768392924000-0000000a} is {@code t8uspo-0000000a}, and
 * {@code t8uspo.622-0000000a} began 622 milliseconds later. An id of another form stands as it is, behind an equals sign.
 *
 * <p>Unlike the times beside them ids are not counted from the chain's beginning: what somebody has edited does not move
 * them along, so they show that an end cannot be true (I2).
 */
final class ExportIds {

    private static final Pattern USUAL = Pattern.compile("([0-9]{14})-([0-9a-f]{8})");
    private static final Pattern SHORT = Pattern.compile("([0-9a-z]{1,8})(?:\\.([0-9]{3}))?-([0-9a-f]{8})");
    private static final Pattern LEGAL = Pattern.compile("[0-9A-Za-z_.-]{1,64}");
    private static final String AS_IT_IS = "=";

    private ExportIds() {}

    static String written(String id) {
        Matcher usual = USUAL.matcher(id);
        if (!usual.matches()) {
            return AS_IT_IS + id;
        }
        long millis = Long.parseLong(usual.group(1));
        String seconds = Long.toString(millis / 1000, Character.MAX_RADIX);
        String fraction = millis % 1000 == 0 ? "" : "." + Strings.padStart(Long.toString(millis % 1000), 3, '0');
        return seconds + fraction + "-" + usual.group(2);
    }

    /**
     * Reads what was written.
     *
     * @throws IllegalArgumentException if it is not the id of an export in the form in which it is written
     */
    static String read(String written) {
        String id = written.startsWith(AS_IT_IS) ? written.substring(AS_IT_IS.length()) : lengthened(written);
        if (!LEGAL.matcher(id).matches() || !written(id).equals(written)) {
            throw new IllegalArgumentException("\"" + written + "\" is not the short form of an export's id");
        }
        return id;
    }

    private static String lengthened(String written) {
        Matcher shortened = SHORT.matcher(written);
        if (!shortened.matches()) {
            return "";
        }
        long fraction = shortened.group(2) == null ? 0 : Long.parseLong(shortened.group(2));
        long millis = Long.parseLong(shortened.group(1), Character.MAX_RADIX) * 1000 + fraction;
        return ExportFacts.leastId(Instant.ofEpochMilli(millis)) + "-" + shortened.group(3);
    }

    /** When the export began, as far as its id says. */
    static Optional<Instant> beganAt(String id) {
        Matcher usual = USUAL.matcher(id);
        return usual.matches() ? Optional.of(Instant.ofEpochMilli(Long.parseLong(usual.group(1)))) : Optional.empty();
    }
}
