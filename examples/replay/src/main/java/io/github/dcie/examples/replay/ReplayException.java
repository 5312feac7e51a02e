package io.github.dcie.examples.replay;

import io.github.dcie.reader.UnsoundExportException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An export cannot be applied, and not because something was out of reach for a moment. Nothing of it is marked done. The
 * message names the place (object and line), what is there, what was expected, and what to do. It shows nothing of an item,
 * and what a terminal would act on is escaped.
 */
public final class ReplayException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private final String place;
    private final String remedy;

    ReplayException(Place place, String trouble, String remedy) {
        super(printable(place + ": " + trouble + "; " + remedy));
        this.place = printable(place.toString());
        this.remedy = remedy;
    }

    /** The export's manifests are not sound. */
    ReplayException(UnsoundExportException cause) {
        super(cause.getMessage(), cause);
        this.place = cause.place();
        this.remedy = cause.remedy();
    }

    private static String printable(String text) {
        return NOT_SHOWN
                .matcher(text)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "\\\\u%04x", found.group().codePointAt(0)));
    }

    /**
     * Where it is.
     *
     * @return an object as {@code s3://<bucket>/<key>}, with the line if it is one line; or a message, or an item
     */
    public String place() {
        return place;
    }

    /**
     * What a person should do.
     *
     * @return a sentence without a full stop
     */
    public String remedy() {
        return remedy;
    }
}
