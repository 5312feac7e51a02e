package io.github.dcie.testkit;

import io.github.dcie.ExportView;
import io.github.dcie.testkit.internal.Canonical;
import io.github.dcie.testkit.internal.ManifestReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads exports from a folder that is laid out like a bucket, and checks what can be checked: checksums, item counts, that
 * an item is in an export once, that windows follow one another, and that what a window says of the past is what the
 * exports before it have said. So a chain that reads without an error has no gap. Numbers are compared by their value,
 * sets as sets, and the order of attributes says nothing.
 *
 * <p>It reads DYNAMODB_JSON only. A file is refused as soon as it shows that DynamoDB has not written it: a line of more
 * than 8 MiB, an item of more than 400 KB, a zipped file of more than 1 GiB or one that unzips to more than 200 times its
 * size and 32 MiB, a value that no attribute can have, a key that leads out of the folder. Error messages name file and
 * line; they show no item.
 *
 * <p>It understands the records of real exports, with {@code WriteTimestampMicros} typed or bare. Thread-safe.
 */
public final class ExportReader {

    private final ManifestReader manifests;

    private ExportReader(ManifestReader manifests) {
        this.manifests = manifests;
    }

    /**
     * A reader of the exports of a table.
     *
     * @param bucketRoot where the keys begin
     * @param keyAttributes the names of the table's key attributes, which full exports do not tell
     * @return the reader
     */
    public static ExportReader under(Path bucketRoot, String... keyAttributes) {
        return new ExportReader(new ManifestReader(bucketRoot, List.of(keyAttributes)));
    }

    /**
     * Reads one export.
     *
     * @param manifestKey the key of its {@code manifest-summary.json}, as DynamoDB describes it
     * @return the export
     * @throws IllegalStateException if a checksum, a count or a line is wrong, an item is there twice, or the format is
     *     another than DYNAMODB_JSON; the message names the file and the line
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public ReadExport read(String manifestKey) {
        return manifests.read(manifestKey);
    }

    /**
     * What a table contains after a chain of exports.
     *
     * @param manifestKeys the key of the full export's {@code manifest-summary.json}, then those of the windows, in the
     *     order of the chain
     * @return the items by their keys
     * @throws IllegalStateException if an export is not sound, the first is not a full one, a window does not begin where
     *     the chain before it ends, or an old image is not what the chain before it has told; the message names the file
     *     and the line
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public Map<Map<String, AttributeValue>, Map<String, AttributeValue>> replay(List<String> manifestKeys) {
        Map<Map<String, Object>, Item> items = new HashMap<>();
        Optional<ReadExport> previous = Optional.empty();
        for (String key : manifestKeys) {
            ReadExport export = read(key);
            checkOrder(previous, export);
            boolean checksOldImages = checksOldImages(previous, export);
            for (ReadRecord record : export.records()) {
                Map<String, Object> item = Canonical.of(record.keys());
                if (checksOldImages) {
                    checkOldImage(record, Optional.ofNullable(items.get(item)));
                }
                record.newImage()
                        .ifPresentOrElse(
                                image -> items.put(item, new Item(record.keys(), image)), () -> items.remove(item));
            }
            previous = Optional.of(export);
        }
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> contents = new HashMap<>();
        items.values().forEach(item -> contents.put(item.keys(), item.image()));
        return contents;
    }

    private record Item(Map<String, AttributeValue> keys, Map<String, AttributeValue> image) {}

    private static void checkOrder(Optional<ReadExport> previous, ReadExport export) {
        if (previous.isEmpty() != export.window().isEmpty()) {
            throw new IllegalStateException(
                    export.manifestKey() + ": a chain is one full export and then windows, but this"
                            + (previous.isEmpty() ? " first one is a window" : " later one is a full export"));
        }
        if (previous.isEmpty()) {
            return;
        }
        Instant end = previous.get().exportTime();
        Instant from = export.window().orElseThrow().from();
        // a full export's time may have a fraction of a second, a window's bounds have none
        boolean follows = previous.get().window().isPresent()
                ? from.equals(end)
                : from.getEpochSecond() == end.getEpochSecond() && !from.isAfter(end);
        if (!follows) {
            throw new IllegalStateException(
                    export.manifestKey() + ": the window begins at " + from + ", the chain before it ends at " + end
                            + " with " + previous.get().manifestKey());
        }
    }

    private static boolean checksOldImages(Optional<ReadExport> previous, ReadExport export) {
        return export.view().equals(Optional.of(ExportView.NEW_AND_OLD_IMAGES))
                && export.window().map(window -> window.from()).equals(previous.map(ReadExport::exportTime));
    }

    private static void checkOldImage(ReadRecord record, Optional<Item> known) {
        if (!record.oldImage().map(Canonical::of).equals(known.map(Item::image).map(Canonical::of))) {
            throw new IllegalStateException(record.place() + ": the item has "
                    + (record.oldImage().isPresent() ? "this" : "no") + " old image, but the exports before it "
                    + (known.isEmpty() ? "have no such item" : "say otherwise")
                    + "; a write is missing between them");
        }
    }
}
