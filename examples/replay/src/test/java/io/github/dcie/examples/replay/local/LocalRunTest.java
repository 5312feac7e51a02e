package io.github.dcie.examples.replay.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The example as it is run from a command line. */
final class LocalRunTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    @Test
    void copyIsTheTable(@TempDir Path bucket) throws Exception {
        int code = LocalRun.run(out, bucket);

        assertThat(bytes.toString(UTF_8).lines().toList()).last().isEqualTo("315 items: identical");
        assertThat(bytes.toString(UTF_8).replace("\r", ""))
                .containsPattern("export 3  20 of [0-9]+\n.* the process is killed in the middle of this window\n"
                        + ".* export 3  40 of [0-9]+\n")
                .contains("generation 2  export 0")
                .contains("orders and orders-copy-2, compared item by item:");
        assertThat(code).isZero();
    }

    @Test
    void differencesAreShown() {
        try (Cloud cloud = new Cloud()) {
            cloud.tables().createTable(Shop.definition("orders"));
            cloud.tables().createTable(Shop.definition("orders-copy"));
            cloud.tables()
                    .putItem(put -> put.tableName("orders-copy")
                            .item(Map.of(
                                    "customer", AttributeValue.fromS("nobody"), "order", AttributeValue.fromN("0"))));

            int code = LocalRun.compare(out, cloud.tables(), "orders-copy");

            assertThat(bytes.toString(UTF_8)).contains("0 items: NOT identical").contains("  only in orders-copy: {");
            assertThat(code).isEqualTo(1);
        }
    }
}
