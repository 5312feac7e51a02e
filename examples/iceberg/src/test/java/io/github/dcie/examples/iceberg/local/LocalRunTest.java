package io.github.dcie.examples.iceberg.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as it is run from a command line. */
final class LocalRunTest {

    @Test
    void rowsAreTheItems(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        int code = LocalRun.run(new PrintStream(bytes, true, UTF_8), folder);

        String said = bytes.toString(UTF_8).replace("\r", "");
        assertThat(said)
                .containsPattern("killed in the middle of the next window\n.*:45:00Z  generation 1  export 3 ")
                .containsPattern("killed behind the commit, before it can say so\n.* export 5 comes again")
                .containsPattern("Table shop.orders_2 by Iceberg's reader:\n[0-9]+ items: identical\n")
                .containsPattern("JDBC, JSON and Avro:\n[0-9]+ items: identical\n")
                .containsPattern("As of .* by time travel:\n[0-9]+ items: identical\n$");
        assertThat(code).isZero();
    }
}
