package io.github.dcie.testkit.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Errors as services send them. */
public final class WireFormat {

    private static final int SERVER_FAULT = 500;

    private WireFormat() {}

    /**
     * As DynamoDB and Systems Manager send one.
     *
     * @param code the error's code
     * @param message what is wrong
     * @return a JSON object
     */
    public static String jsonError(String code, String message) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("__type", code);
            json.writeStringField("message", message);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to a string", e);
        }
        return text.toString();
    }

    /**
     * As SNS sends one.
     *
     * @param status the HTTP status, which says whose fault it is
     * @param code the error's code
     * @param message what is wrong
     * @return an XML document
     */
    public static String queryError(int status, String code, String message) {
        String type = status < SERVER_FAULT ? "Sender" : "Receiver";
        return "<ErrorResponse><Error><Type>" + type + "</Type><Code>" + escaped(code) + "</Code><Message>"
                + escaped(message) + "</Message></Error><RequestId>LOOPBACK</RequestId></ErrorResponse>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
