package io.github.dcie.admin;

import static io.github.dcie.core.Stage.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.admin.RecoveryFinding.Obstacle;
import io.github.dcie.core.Stage;
import io.github.dcie.spi.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** docs/recovery.md says what there is, its code compiles, and its example is what is printed. */
class RecoveryGuideTest {

    private static final Path GUIDE = Path.of("../docs/recovery.md");
    private static final Path SOURCE = Path.of("src/test/java/io/github/dcie/admin/RecoveryGuideTest.java");

    @SuppressWarnings("unused") // compared with the guide's text
    private static void code(ExportJob job, DynamoDbClient dynamoDb, StateStore store) throws Exception {
        StateRecovery recovery = StateRecovery.builder(job, dynamoDb, store).build();
        System.out.println(recovery.inspect().toText());
        System.out.println(recovery.recover().toText());
    }

    @SuppressWarnings("unused") // compared with the guide's text
    private static void code(
            ExportJob job, DynamoDbClient dynamoDb, StateStore store, Instant start, ExportCommitted event) {
        StateRecovery recovery = StateRecovery.builder(job, dynamoDb, store)
                .lastDelivered(LastDelivered.of(start, event))
                .build();
    }

    @Test
    void itsCodeCompiles() throws IOException {
        String source = withoutSpace(Files.readString(SOURCE));

        assertThat(blocks("java"))
                .hasSize(2)
                .allSatisfy(block -> assertThat(source).contains(withoutSpace(block)));
    }

    @Test
    void itsExampleIsWhatIsPrinted() throws Exception {
        Stage stage = new Stage();
        stage.aws.exportsTake(Duration.ofMinutes(5));
        for (int minutes = 0; minutes < 72; minutes++) {
            stage.step();
            stage.aws.clock().advance(Duration.ofMinutes(1));
        }
        stage.memory.lose(JOB.id());

        String printed = StateRecovery.builder(JOB, stage.aws.client(), stage.memory)
                .clock(stage.aws.clock())
                .build()
                .inspect()
                .toText();

        assertThat(blocks("text"))
                .singleElement()
                .satisfies(example -> assertThat(printed).startsWith(example));
    }

    @Test
    void itHasARowForEveryObstacle() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(Arrays.stream(Obstacle.Kind.values()))
                .allSatisfy(kind -> assertThat(guide).containsPattern("\n\\| `" + kind + "` \\|"));
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }
}
