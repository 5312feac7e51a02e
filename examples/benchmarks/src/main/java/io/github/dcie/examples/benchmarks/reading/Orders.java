package io.github.dcie.examples.benchmarks.reading;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines of a window of an order table, some 600 bytes each, most of them texts; always the same ones. */
final class Orders {

    /** DynamoDB's limit for an item (Developer Guide, quotas), less what its other attributes take. */
    private static final int LARGEST = 390 << 10;

    private static final int WORDS = 20;
    private static final int VOCABULARY = 50_000;

    private final Random random = new Random(19);
    private int count;

    /** A record with a new image. */
    String line() {
        count++;
        return line(note());
    }

    /** One with two images that are as large as an item may be. */
    String largest() {
        count++;
        String note = "x".repeat(LARGEST);
        return line(note).replaceFirst("\"NewImage\":(\\{.*})}$", "\"OldImage\":$1,\"NewImage\":$1}");
    }

    /** One whose attributes have long names that no other record has. */
    String ofOtherNames() {
        count++;
        String map = IntStream.range(0, 4)
                .mapToObj(i -> "\"" + "https://example.com/".repeat(10) + count + "/" + i + "\":{\"N\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
        return "{" + metadata() + ",\"Keys\":{" + keys() + "},\"NewImage\":{" + keys() + ",\"visits\":{\"M\":{" + map
                + "}}}}\n";
    }

    private String line(String note) {
        return "{" + metadata() + ",\"Keys\":{" + keys() + "},\"NewImage\":{" + keys() + ",\"status\":{\"S\":\""
                + (random.nextBoolean() ? "OPEN" : "SHIPPED") + "\"},\"total\":{\"N\":\"" + random.nextInt(100_000)
                + ".5\"},\"paid\":{\"BOOL\":true},\"tags\":{\"SS\":[\"web\",\"gift" + random.nextInt(100)
                + "\"]},\"lines\":{\"L\":[" + position() + "," + position()
                + "]},\"address\":{\"M\":{\"city\":{\"S\":\"Züri "
                + random.nextInt(1_000) + "\"},\"zip\":{\"S\":\"" + random.nextInt(100_000) + "\"}}},\"note\":{\"S\":\""
                + note + "\"}}}\n";
    }

    private String metadata() {
        return "\"Metadata\":{\"WriteTimestampMicros\":{\"N\":\"" + (1_768_386_327_803_907L + count) + "\"}}";
    }

    private String keys() {
        return "\"customer\":{\"S\":\"customer-" + Integer.toHexString(count * 0x9e37_79b9) + "\"},\"order\":{\"N\":\""
                + count + "\"}";
    }

    private String position() {
        return "{\"M\":{\"sku\":{\"S\":\"sku-" + random.nextInt(100_000) + "\"},\"quantity\":{\"N\":\""
                + random.nextInt(10) + "\"}}}";
    }

    private String note() {
        return IntStream.range(0, WORDS)
                .mapToObj(i -> Integer.toString(random.nextInt(VOCABULARY), Character.MAX_RADIX))
                .collect(Collectors.joining(" "));
    }
}
