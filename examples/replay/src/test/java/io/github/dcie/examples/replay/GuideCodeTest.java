package io.github.dcie.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.S3Object;
import io.github.dcie.admin.AuditPage;
import io.github.dcie.admin.CatalogReader;
import io.github.dcie.admin.ExportCatalog;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.reader.CommittedExports;
import io.github.dcie.reader.S3ExportFiles;
import io.github.dcie.replay.Replay;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.CompletionCheck.Verdict;
import io.github.dcie.spi.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** The guide's code for S3 and SQS compiles; no published module depends on their clients. */
final class GuideCodeTest {

    private static final Path SOURCE = Path.of("src/test/java/io/github/dcie/examples/replay/GuideCodeTest.java");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @SuppressWarnings("unused") // compared with the guide's text, as all that follows
    private static void events(
            S3Client s3, CreateTableRequest likeTheTable, SqsClient sqs, ReceiveMessageRequest receive, String queue)
            throws Exception {
        S3ExportFiles files = S3ExportFiles.of(s3);
        Replay replay =
                Replay.builder(DynamoDbClient.create(), files, likeTheTable).build();
        for (Message message : sqs.receiveMessage(receive).messages()) {
            Optional<ExportCommitted> export = CommittedExports.parse(message.body());
            if (export.isPresent()) {
                replay.apply(export.get());
            }
            sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
        }
    }

    @SuppressWarnings("unused")
    private static void catalog(ExportJob job, DynamoDbClient dynamoDb, ExportCoordinator exports, S3Client s3)
            throws Exception {
        CatalogReader reader =
                CatalogReader.builder(job, dynamoDb).files(S3ExportFiles.of(s3)).build();
        ExportCatalog catalog = reader.read(exports.status()); // or read(), without the job's state
        System.out.println(catalog.audit().toText());
        Files.writeString(Path.of("orders.html"), AuditPage.html(catalog));
    }

    @SuppressWarnings("unused")
    private static void check(ExportJob job, DynamoDbClient dynamoDb, StateStore store, S3Client s3) {
        CompletionCheck manifest = candidate -> {
            S3Object summary = candidate.export().manifest();
            try {
                String json = s3.getObjectAsBytes(
                                get -> get.bucket(summary.bucket()).key(summary.key()))
                        .asUtf8String();
                boolean asMany =
                        json.matches("(?s).*\"itemCount\":" + candidate.export().itemCount() + "\\D.*");
                return asMany ? Verdict.accept() : Verdict.reject(summary.uri() + " counts other items");
            } catch (NoSuchKeyException e) {
                return Verdict.notYet(summary.uri() + " is not there");
            }
        };
        ExportCoordinator.builder(job, dynamoDb, store).completionCheck(manifest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "../../docs/catalog.md", "../../docs/operations.md"})
    void itCompiles(String page) throws IOException {
        String source = withoutSpace(Files.readString(SOURCE));
        List<String> blocks = blocks(page)
                .filter(block -> block.contains("s3") || block.contains("sqs"))
                .toList();

        assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(source).contains(withoutSpace(block)));
    }

    private static Stream<String> blocks(String page) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of(page))).results().map(match -> match.group(1));
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }
}
