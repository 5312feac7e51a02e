package io.github.dcie.admin.internal.page;

/** Elements, one after the other, in ASCII. Whatever is handed in as text or as an attribute is escaped. Not thread-safe. */
final class Markup {

    private final StringBuilder out = new StringBuilder();

    /**
     * Opens an element.
     *
     * @param attributes names and values, by turns
     */
    Markup open(String name, String... attributes) {
        return tag(name, attributes, ">");
    }

    Markup close(String name) {
        out.append("</").append(name).append(">\n");
        return this;
    }

    /** An element that holds nothing. HTML knows a few such; of SVG's, all may be. */
    Markup empty(String name, String... attributes) {
        return tag(name, attributes, "/>\n");
    }

    /** An element that holds text. */
    Markup leaf(String name, String text, String... attributes) {
        return tag(name, attributes, ">").text(text).close(name);
    }

    /** A drawn element that says what it is when it is pointed at. */
    Markup titled(String name, String title, String... attributes) {
        return tag(name, attributes, "><title>").text(title).tail("</title></" + name + ">\n");
    }

    Markup text(String text) {
        text.codePoints().forEach(this::character);
        return this;
    }

    /** What another one has written. */
    Markup add(Markup other) {
        out.append(other.out);
        return this;
    }

    private Markup tag(String name, String[] attributes, String end) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            text(attributes[i + 1]).tail("\"");
        }
        return tail(end);
    }

    private Markup tail(String end) {
        out.append(end);
        return this;
    }

    private void character(int point) {
        switch (point) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            default -> {
                if (point == '\n' || (point >= ' ' && point < 127)) {
                    out.append((char) point);
                } else if (isNowhereLegal(point)) {
                    out.append('?');
                } else {
                    out.append("&#").append(point).append(';');
                }
            }
        }
    }

    // XML 1.0, "Char", and the controls that HTML does not have either
    private static boolean isNowhereLegal(int point) {
        return Character.isISOControl(point)
                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                || (point & 0xFFFE) == 0xFFFE;
    }

    /** A length or a place in a picture, to a tenth. */
    static String number(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
