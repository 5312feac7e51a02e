package io.github.dcie.testkit.internal;

import io.github.dcie.testkit.GeneratedChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Contents that are a function of time. Writes are numbered from the table's creation on, {@code perMinute} of them evenly
 * in each minute; write number n is version {@code n / items} of item {@code n % items}. So the last write of any item
 * before any time is found without looking at the ones before it.
 */
final class GeneratedData implements TableData {

    private static final long MINUTE = 60_000_000L;

    private final long seed;
    private final GeneratedChanges shape;
    private final long origin;

    GeneratedData(long seed, GeneratedChanges shape, Instant since) {
        this.seed = seed;
        this.shape = shape;
        this.origin = Micros.of(since);
    }

    @Override
    public Map<Map<String, AttributeValue>, Map<String, AttributeValue>> asOf(Instant time) {
        long writes = writesBefore(time);
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new LinkedHashMap<>();
        for (int item = 0; item < shape.items(); item++) {
            Map<String, AttributeValue> keys = keys(item);
            content(item, lastVersion(item, writes)).ifPresent(content -> items.put(keys, content));
        }
        return items;
    }

    @Override
    public List<ItemChange> changes(Instant from, Instant to) {
        long begin = writesBefore(from);
        long end = writesBefore(to);
        List<ItemChange> changes = new ArrayList<>();
        for (long first = begin; first < Math.min(end, begin + shape.items()); first++) {
            int item = (int) (first % shape.items());
            long version = lastVersion(item, end);
            ItemChange change = new ItemChange(
                    micros(version * shape.items() + item),
                    keys(item),
                    content(item, first / shape.items() - 1),
                    content(item, version));
            if (change.isVisible()) {
                changes.add(change);
            }
        }
        return changes;
    }

    @Override
    public OptionalLong count(Instant time) {
        return OptionalLong.of(asOf(time).size());
    }

    private long writesBefore(Instant time) {
        long passed = Math.max(0, Micros.ceil(time) - origin);
        long rest = (passed % MINUTE) * shape.perMinute();
        return passed / MINUTE * shape.perMinute() + (rest + MINUTE - 1) / MINUTE;
    }

    private long micros(long write) {
        return origin + write / shape.perMinute() * MINUTE + write % shape.perMinute() * MINUTE / shape.perMinute();
    }

    private long lastVersion(int item, long writes) {
        return writes <= item ? -1 : (writes - 1 - item) / shape.items();
    }

    private static Map<String, AttributeValue> keys(int item) {
        return Map.of("id", AttributeValue.fromS("item-" + item));
    }

    private Optional<Map<String, AttributeValue>> content(int item, long version) {
        long dice = mix(seed ^ mix(item + 31L * version));
        boolean deleted = Math.floorMod(dice, 4) == 0;
        if (version < 0 || deleted) {
            return Optional.empty();
        }
        Map<String, AttributeValue> content = new LinkedHashMap<>(keys(item));
        content.put("version", AttributeValue.fromN(Long.toString(version)));
        content.put("text", AttributeValue.fromS("line\n\"" + Long.toHexString(dice) + "\" ü {{"));
        content.put("blob", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {(byte) dice, 0, -1})));
        content.put(
                "map",
                AttributeValue.fromM(Map.of(
                        "list",
                        AttributeValue.fromL(List.of(AttributeValue.fromBool(true), AttributeValue.fromNul(true))))));
        return Optional.of(content);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
