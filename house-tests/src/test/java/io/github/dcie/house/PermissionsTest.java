package io.github.dcie.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies of docs/iam allow what the code calls, and nothing else. */
class PermissionsTest {

    private static final Path FOLDER = Reactor.ROOT.resolve("docs/iam");

    /** Its emulators hand calls on to a DynamoDB of the test's. */
    private static final String TEST_KIT = "dcie-testkit";

    /**
     * What no code of ours calls: DynamoDB and SNS do it with the caller's permissions (Developer Guide, Requesting a table
     * export in DynamoDB; Amazon SNS Developer Guide, Managing encryption keys).
     */
    private static final Map<String, Set<String>> ON_BEHALF = Map.of(
            "export-bucket.json", Set.of("s3:AbortMultipartUpload", "s3:PutObject", "s3:PutObjectAcl"),
            "bucket-policy.json", Set.of("s3:AbortMultipartUpload", "s3:PutObject", "s3:PutObjectAcl"),
            "export-keys.json", Set.of("kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"),
            "topic-key.json", Set.of("kms:Decrypt", "kms:GenerateDataKey*"));

    static List<PublishedModule> modules() {
        return Reactor.published().stream()
                .filter(module -> !module.artifact().equals(TEST_KIT))
                .toList();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void theModuleCallsWhatItsPolicyAllows(PublishedModule module) {
        Path file = FOLDER.resolve(module.artifact() + ".json");
        Set<String> allowed = Files.exists(file) ? Policy.in(file).actions() : Set.of();

        assertThat(AwsActions.of(CompiledModule.of(module).classes()))
                .as("the AWS actions that %s calls, and those of docs/iam/%s", module, file.getFileName())
                .isEqualTo(new TreeSet<>(allowed));
    }

    @Test
    void whatServicesDoOnTheCallersBehalfIsApart() {
        assertThat(ON_BEHALF)
                .allSatisfy((file, actions) -> assertThat(
                                Policy.in(FOLDER.resolve(file)).actions())
                        .as(file)
                        .isEqualTo(new TreeSet<>(actions)));
    }

    @Test
    void everyFileIsOneOfThese() throws IOException {
        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .allMatch(file -> ON_BEHALF.containsKey(file)
                        || modules().stream().anyMatch(module -> file.equals(module.artifact() + ".json")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aPolicyIsBounded(Path file) {
        Policy policy = Policy.in(file);

        assertThat(policy.version()).isEqualTo("2012-10-17");
        assertThat(policy.actions()).noneMatch(action -> action.endsWith(":*"));
        assertThat(policy.unboundedActions()).isSubsetOf("dynamodb:ListExports");
        assertThat(policy.resources()).allMatch(resource -> resource.equals("*") || resource.startsWith("arn:aws:"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void thePagesNameEveryAction(Path file) {
        Policy policy = Policy.in(file);

        assertThat(Reactor.read(FOLDER.resolve("README.md")))
                .contains("[" + file.getFileName() + "](" + file.getFileName() + ")");
        assertThat(Reactor.read(Reactor.ROOT.resolve("README.md"))).contains(policy.actions());
    }
}
