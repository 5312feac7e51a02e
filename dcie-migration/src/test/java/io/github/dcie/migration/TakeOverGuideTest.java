package io.github.dcie.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportJob;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.spi.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** docs/take-over.md says what there is, and its code compiles. */
class TakeOverGuideTest {

    private static final Path GUIDE = Path.of("../docs/take-over.md");
    private static final Path SOURCE = Path.of("src/test/java/io/github/dcie/migration/TakeOverGuideTest.java");
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @SuppressWarnings("unused") // compared with the guide's text
    private static void code(SsmClient ssm, DynamoDbClient dynamoDb, ExportJob job, StateStore store) throws Exception {
        PriorChain prior = DcieDeployment.create(ssm, "orders").read();
        TakeOver takeOver = TakeOver.builder(job, dynamoDb, store).build();
        System.out.println(takeOver.inspect(prior).toText());

        TakeOverOutcome outcome =
                takeOver.begin(DcieDeployment.create(ssm, "orders").read(), StartingPoint.CURSOR);
        System.out.println(outcome.toText());
    }

    @Test
    void itsCodeCompiles() throws IOException {
        String source = onOneLine(Files.readString(SOURCE));
        List<String> blocks = CODE.matcher(Files.readString(GUIDE))
                .results()
                .map(match -> onOneLine(match.group(1)))
                .toList();

        assertThat(blocks).hasSize(2).allSatisfy(block -> assertThat(source).contains(block));
    }

    @Test
    void itHasARowForEveryClaim() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(Arrays.stream(Subject.values()))
                .allSatisfy(subject -> assertThat(guide).containsPattern("\n\\| `" + subject + "` \\|"));
        assertThat(Arrays.stream(StartingPoint.values()))
                .allSatisfy(point -> assertThat(guide).contains("`" + point + "`"));
    }

    private static String onOneLine(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
