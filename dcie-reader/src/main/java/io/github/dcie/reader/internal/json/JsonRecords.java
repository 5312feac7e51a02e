package io.github.dcie.reader.internal.json;

import io.github.dcie.ExportType;
import io.github.dcie.reader.Change;
import io.github.dcie.reader.internal.Fields;
import io.github.dcie.reader.internal.Lines;
import io.github.dcie.reader.internal.RecordSource;
import io.github.dcie.reader.internal.UnknownRecordException;
import java.io.IOException;
import java.util.Optional;

/** Lines of DynamoDB's JSON, one record each. */
public final class JsonRecords implements RecordSource {

    private final Lines lines;
    private final ExportType type;
    private final JsonLine json = new JsonLine();
    private long count;

    /**
     * Records of a file.
     *
     * @param lines the file
     * @param type the export's
     */
    public JsonRecords(Lines lines, ExportType type) {
        this.lines = lines;
        this.type = type;
    }

    @Override
    public Optional<Change> next() throws IOException {
        if (!lines.next()) {
            return Optional.empty();
        }
        count++;
        json.begin(lines.bytes(), lines.from(), lines.to());
        Fields fields = fields();
        json.end();
        return Optional.of(fields.change(type, count, lines.to() - lines.from()));
    }

    private Fields fields() throws UnknownRecordException {
        Fields fields = new Fields();
        TypedJson values = new TypedJson(json);
        json.take('{');
        if (json.takeIf('}')) {
            return fields;
        }
        do {
            String name = json.name();
            if (name.equals(Fields.METADATA)) {
                metadata(fields, values);
            } else {
                fields.begin(name);
                fields.put(name, values.attributes());
            }
        } while (json.takeIf(','));
        json.take('}');
        return fields;
    }

    /** Real exports show a typed number, the guide's example a bare text. */
    private void metadata(Fields fields, TypedJson values) throws UnknownRecordException {
        fields.beginMetadata();
        json.take('{');
        if (json.takeIf('}')) {
            return;
        }
        do {
            fields.metadata(json.name(), json.isNext('{') ? values.number() : json.text());
        } while (json.takeIf(','));
        json.take('}');
    }
}
