package io.github.dcie.core.internal.facts;

import static io.github.dcie.core.internal.model.Samples.NOON;
import static io.github.dcie.core.internal.model.Samples.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.TableArn;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.TrackedExport;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** T1. */
class TokenTest {

    private static final JobId JOB = JobId.of("orders");
    private static final Span FULL = new Span.Full(NOON);
    private static final Span WINDOW = new Span.Incremental(ExportWindow.of(NOON, Duration.ofMinutes(15)));
    private static final TrackedExport FIRST = TrackedExport.planned(WINDOW, 1, NOON);

    @Test
    void aTokenHas36CharactersThatDynamoDbTakes() {
        assertThat(Token.of(JOB, TABLE, NOON, FIRST).value())
                .hasSize(36)
                .matches("d1-[0-9a-f]{8}-[0-9a-f]{24}")
                .startsWith(Token.prefix(JOB, TABLE));
    }

    @Test // a released token never changes, or an upgrade would bill the export in flight twice
    void tokensOfTheFirstReleaseStayTheSame() {
        assertThat(Token.of(JOB, TABLE, NOON, FIRST).value()).isEqualTo("d1-ef9a20d8-43aa7cad0774dcd8c7c72b07");
        assertThat(Token.of(JOB, TABLE, NOON, TrackedExport.planned(FULL, 3, NOON))
                        .value())
                .isEqualTo("d1-ef9a20d8-83614cab242d5db827f8e16d");
    }

    @Test // T2: the same attempt asks with the same token, whenever it asks
    void theTimeOfAskingDoesNotMatter() {
        TrackedExport later = TrackedExport.planned(WINDOW, 1, NOON.plusSeconds(3600));

        assertThat(Token.of(JOB, TABLE, NOON, later)).isEqualTo(Token.of(JOB, TABLE, NOON, FIRST));
    }

    @Test // T3: a failed export needs a new token
    void everythingElseDoes() {
        TableArn other = TableArn.of(TABLE.value() + "2");
        Span next = new Span.Incremental(ExportWindow.of(NOON.plusSeconds(900), Duration.ofMinutes(15)));
        Span longer = new Span.Incremental(ExportWindow.of(NOON, Duration.ofMinutes(30)));
        List<Token> tokens = Stream.of(
                        Token.of(JOB, TABLE, NOON, FIRST),
                        Token.of(JOB, TABLE, NOON, TrackedExport.planned(WINDOW, 2, NOON)),
                        Token.of(JOB, TABLE, NOON.minusSeconds(1), FIRST),
                        Token.of(JOB, TABLE, NOON, TrackedExport.planned(next, 1, NOON)),
                        Token.of(JOB, TABLE, NOON, TrackedExport.planned(longer, 1, NOON)),
                        Token.of(JOB, TABLE, NOON, TrackedExport.planned(FULL, 1, NOON)),
                        Token.of(JobId.of("orders2"), TABLE, NOON, FIRST),
                        Token.of(JOB, other, NOON, FIRST))
                .toList();

        assertThat(tokens).doesNotHaveDuplicates();
    }
}
