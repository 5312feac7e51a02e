package io.github.dcie.reader.internal;

import io.github.dcie.ExportType;
import io.github.dcie.reader.Change;
import io.github.dcie.reader.TypedValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of one record, of either format (Developer Guide, S3DataExport.Output). Used for one record. */
public final class Fields {

    /** Of a window's record, beside keys and images. */
    public static final String METADATA = "Metadata";

    private static final String ITEM = "Item";
    private static final String KEYS = "Keys";
    private static final String OLD = "OldImage";
    private static final String NEW = "NewImage";
    private static final String WRITTEN = "WriteTimestampMicros";
    private static final int MOST_DIGITS = 18;

    private Optional<Map<String, TypedValue>> item = Optional.empty();
    private Optional<Map<String, TypedValue>> keys = Optional.empty();
    private Optional<Map<String, TypedValue>> oldImage = Optional.empty();
    private Optional<Map<String, TypedValue>> newImage = Optional.empty();
    private Optional<Instant> writtenAt = Optional.empty();
    private boolean hasMetadata;

    /** What is not known is refused by its name, before it is read as what it may not be. */
    public void begin(String name) throws UnknownRecordException {
        if (find(name).isPresent()) {
            throw new UnknownRecordException("unknown record: two of " + name);
        }
    }

    public void put(String name, Map<String, TypedValue> attributes) throws UnknownRecordException {
        if (attributes.isEmpty()) {
            throw new UnknownRecordException("unknown record: nothing in " + name);
        }
        Optional<Map<String, TypedValue>> image = Optional.of(attributes);
        switch (name) {
            case ITEM -> item = image;
            case KEYS -> keys = image;
            case OLD -> oldImage = image;
            default -> newImage = image;
        }
    }

    private Optional<Map<String, TypedValue>> find(String name) throws UnknownRecordException {
        return switch (name) {
            case ITEM -> item;
            case KEYS -> keys;
            case OLD -> oldImage;
            case NEW -> newImage;
            default ->
                throw new UnknownRecordException("unknown record: field " + FlatJson.quoted(name)
                        + ", expected Item, Keys, NewImage or OldImage");
        };
    }

    /** There may be one of it, and none in a full export. */
    public void beginMetadata() throws UnknownRecordException {
        if (hasMetadata) {
            throw new UnknownRecordException("unknown record: two of " + METADATA);
        }
        hasMetadata = true;
    }

    public void metadata(String name, String value) throws UnknownRecordException {
        if (!name.equals(WRITTEN) || writtenAt.isPresent()) {
            throw new UnknownRecordException(
                    "unknown record: metadata " + FlatJson.quoted(name) + ", expected " + WRITTEN + " once");
        }
        writtenAt = Optional.of(at(micros(value)));
    }

    private static Instant at(long micros) {
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }

    private static long micros(String value) throws UnknownRecordException {
        boolean legal = !value.isEmpty() && value.length() <= MOST_DIGITS;
        long micros = 0;
        for (int i = 0; legal && i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            legal = digit >= 0 && digit <= 9;
            micros = 10 * micros + digit;
        }
        if (!legal) {
            throw new UnknownRecordException(WRITTEN + " is no number of microseconds");
        }
        return micros;
    }

    public Change change(ExportType type, long line, int bytes) throws UnknownRecordException {
        return type == ExportType.FULL_EXPORT ? ofFullExport(line, bytes) : ofWindow(line, bytes);
    }

    private Change ofFullExport(long line, int bytes) throws UnknownRecordException {
        if (item.isEmpty() || keys.isPresent() || oldImage.isPresent() || newImage.isPresent() || hasMetadata) {
            throw new UnknownRecordException("unknown record: " + found() + ", expected Item alone in a full export");
        }
        return new Change.Put(line, bytes, Optional.empty(), item.get(), Optional.empty(), Optional.empty());
    }

    private Change ofWindow(long line, int bytes) throws UnknownRecordException {
        if (item.isPresent() || keys.isEmpty()) {
            throw new UnknownRecordException("unknown record: " + found()
                    + ", expected Keys, NewImage, OldImage or Metadata in an incremental export");
        }
        Map<String, TypedValue> key = keys.get();
        requireKeys(key);
        if (oldImage.isPresent()) {
            requireOf(key, oldImage.get(), "old");
        }
        if (newImage.isEmpty()) {
            return new Change.Delete(line, bytes, key, oldImage, writtenAt);
        }
        requireOf(key, newImage.get(), "new");
        return new Change.Put(line, bytes, keys, newImage.get(), oldImage, writtenAt);
    }

    private List<String> found() throws UnknownRecordException {
        List<String> found = new ArrayList<>();
        for (String name : List.of(ITEM, KEYS, OLD, NEW)) {
            if (find(name).isPresent()) {
                found.add(name);
            }
        }
        if (hasMetadata) {
            found.add(METADATA);
        }
        return found;
    }

    /** Developer Guide, core components: a partition key and perhaps a sort key, each a text, a number or bytes. */
    private static void requireKeys(Map<String, TypedValue> keys) throws UnknownRecordException {
        boolean scalar = keys.size() <= 2;
        for (TypedValue key : keys.values()) {
            scalar &= key instanceof TypedValue.Text
                    || key instanceof TypedValue.Numeric
                    || key instanceof TypedValue.Binary;
        }
        if (!scalar) {
            throw new UnknownRecordException("Keys that are none, expected one or two of type S, N or B");
        }
    }

    private static void requireOf(Map<String, TypedValue> keys, Map<String, TypedValue> image, String which)
            throws UnknownRecordException {
        for (Map.Entry<String, TypedValue> key : keys.entrySet()) {
            if (!key.getValue().equals(image.get(key.getKey()))) {
                throw new UnknownRecordException("the " + which + " image is of another item than Keys");
            }
        }
    }
}
