package io.github.dcie.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published JSON Schema of events. */
final class EventSchema {

    /** The documents of the project; tests run in their module's folder. */
    static final Path DOCS = Path.of("..", "docs");

    private final JsonNode json;
    private final Schema schema;

    EventSchema() {
        try {
            json = new ObjectMapper().readTree(Files.readString(DOCS.resolve("event.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException("the schema is at docs/event.schema.json of the project", e);
        }
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json);
    }

    JsonNode json() {
        return json;
    }

    List<Error> faults(String event) {
        return schema.validate(event, InputFormat.JSON);
    }

    void assertTakes(String event) {
        assertThat(faults(event)).as(event).isEmpty();
    }
}
