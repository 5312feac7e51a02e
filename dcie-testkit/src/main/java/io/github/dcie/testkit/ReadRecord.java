package io.github.dcie.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A line of an export's data file. An item of a full export has only a new image.
 *
 * @param place the file's key and the number of the line, 1 is the first
 * @param keys the item's key
 * @param oldImage the item before the window; empty if there was none, or the export does not show it
 * @param newImage the item at the window's end, or at the full export's time; empty if it was deleted
 * @param writeMicros when the item was last written in the window, microseconds since 1970
 */
public record ReadRecord(
        String place,
        Map<String, AttributeValue> keys,
        Optional<Map<String, AttributeValue>> oldImage,
        Optional<Map<String, AttributeValue>> newImage,
        OptionalLong writeMicros) {

    /**
     * Copies the maps.
     *
     * @param place the file's key and the number of the line, 1 is the first
     * @param keys the item's key, copied
     * @param oldImage the item before the window, copied
     * @param newImage the item at the window's end, or at the full export's time, copied
     * @param writeMicros when the item was last written in the window, microseconds since 1970
     */
    public ReadRecord {
        keys = Map.copyOf(keys);
        oldImage = oldImage.map(Map::copyOf);
        newImage = newImage.map(Map::copyOf);
    }
}
