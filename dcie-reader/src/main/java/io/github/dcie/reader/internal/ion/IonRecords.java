package io.github.dcie.reader.internal.ion;

import com.amazon.ion.IonReader;
import com.amazon.ion.IonType;
import com.amazon.ion.system.IonReaderBuilder;
import io.github.dcie.ExportType;
import io.github.dcie.reader.Change;
import io.github.dcie.reader.internal.Fields;
import io.github.dcie.reader.internal.Lines;
import io.github.dcie.reader.internal.RecordSource;
import io.github.dcie.reader.internal.UnknownRecordException;
import java.io.IOException;
import java.util.Optional;

/**
 * Amazon Ion as text, one record a line (Developer Guide, S3DataExport.Output), with or without a struct {@code Record}
 * around a window's fields. Each line has a parser of its own: one for all would keep the symbols that lines define, and does
 * not tell on which line it is. That the line is text is certain before: Lines lets only UTF-8 through, which binary Ion and
 * gzip, which the parser would read as well, are not.
 */
public final class IonRecords implements RecordSource {

    private static final String WRAPPER = "Record";
    private static final IonReaderBuilder READERS = IonReaderBuilder.standard().immutable();

    private final Lines lines;
    private final ExportType type;
    private long count;

    /**
     * Records of a file.
     *
     * @param lines the file
     * @param type the export's
     */
    public IonRecords(Lines lines, ExportType type) {
        this.lines = lines;
        this.type = type;
    }

    @Override
    public Optional<Change> next() throws IOException {
        if (!lines.next()) {
            return Optional.empty();
        }
        count++;
        PlainIon.require(lines.bytes(), lines.from(), lines.to());
        return Optional.of(change());
    }

    private Change change() throws IOException {
        try (IonReader ion = READERS.build(lines.bytes(), lines.from(), lines.to() - lines.from())) {
            ion.next();
            IonValues.require(ion, IonType.STRUCT);
            Fields fields = new Fields();
            ion.stepIn();
            fields(fields, new IonValues(ion), WRAPPER);
            ion.stepOut();
            if (ion.next() != null) {
                throw new UnknownRecordException("found more behind the record of line " + count);
            }
            return fields.change(type, count, lines.to() - lines.from());
        } catch (RuntimeException e) {
            // beside its IonException the parser throws what its code runs into, such as NumberFormatException
            throw new UnknownRecordException("no Ion as DynamoDB writes it");
        }
    }

    private void fields(Fields fields, IonValues values, String wrapper) throws IOException {
        IonReader ion = values.ion();
        while (ion.next() != null) {
            String name = ion.getFieldName();
            if (name.equals(wrapper)) {
                IonValues.require(ion, IonType.STRUCT);
                ion.stepIn();
                fields(fields, values, "");
                ion.stepOut();
            } else if (name.equals(Fields.METADATA)) {
                metadata(fields, values);
            } else {
                fields.begin(name);
                fields.put(name, values.attributes());
            }
        }
    }

    private static void metadata(Fields fields, IonValues values) throws IOException {
        IonReader ion = values.ion();
        fields.beginMetadata();
        IonValues.require(ion, IonType.STRUCT);
        ion.stepIn();
        for (IonType next = ion.next(); next != null; next = ion.next()) {
            fields.metadata(ion.getFieldName(), next == IonType.STRING ? values.text() : values.number());
        }
        ion.stepOut();
    }
}
