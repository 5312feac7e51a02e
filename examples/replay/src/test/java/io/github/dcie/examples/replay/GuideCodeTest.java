package io.github.dcie.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.S3Destination;
import io.github.dcie.S3Object;
import io.github.dcie.admin.AuditPage;
import io.github.dcie.admin.CatalogReader;
import io.github.dcie.admin.ExportCatalog;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.reader.BucketObjects;
import io.github.dcie.spi.CompletionCheck;
import io.github.dcie.spi.CompletionCheck.Verdict;
import io.github.dcie.spi.ExportFiles;
import io.github.dcie.spi.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** The guide's code for S3 and SQS compiles; no published module depends on their clients. */
final class GuideCodeTest {

    private static final Path SOURCE = Path.of("src/test/java/io/github/dcie/examples/replay/GuideCodeTest.java");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @SuppressWarnings("unused") // compared with the guide's text, as all that follows
    private static BucketObjects bucket(S3Client s3) {
        BucketObjects objects = object -> {
            try {
                return Optional.of(
                        s3.getObject(get -> get.bucket(object.bucket()).key(object.key())));
            } catch (NoSuchKeyException e) { // needs s3:ListBucket; without it S3 says 403
                return Optional.empty();
            } catch (SdkException e) {
                throw new IOException("cannot read " + object.uri(), e);
            }
        };
        return objects;
    }

    @SuppressWarnings("unused")
    private static void events(
            BucketObjects objects,
            CreateTableRequest likeTheTable,
            SqsClient sqs,
            ReceiveMessageRequest receive,
            String queue)
            throws Exception {
        Replay replay =
                Replay.builder(DynamoDbClient.create(), objects, likeTheTable).build();
        for (Message message : sqs.receiveMessage(receive).messages()) {
            Optional<ExportCommitted> export = CommittedJson.read(message.body());
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
                CatalogReader.builder(job, dynamoDb).files(inS3(s3)).build();
        ExportCatalog catalog = reader.read(exports.status()); // or read(), without the job's state
        System.out.println(catalog.audit().toText());
        Files.writeString(Path.of("orders.html"), AuditPage.html(catalog));
    }

    static ExportFiles inS3(S3Client s3) {
        return destination -> s3
                .listObjectsV2Paginator(list -> list.bucket(destination.bucket())
                        .prefix(destination
                                        .prefix()
                                        .map(prefix -> prefix.replaceFirst("/?$", "/"))
                                        .orElse("")
                                + "AWSDynamoDB/"))
                .contents()
                .stream()
                .map(object -> object.key())
                .filter(key -> key.endsWith("/" + ExportFiles.MANIFEST))
                .map(key -> s3.getObjectAsBytes(
                                get -> get.bucket(destination.bucket()).key(key))
                        .asUtf8String())
                .toList();
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

    @ParameterizedTest
    @CsvSource({"orders, orders", "orders/, orders", "orders-eu, orders-eu", "a/orders, a/orders", ", ''"})
    void theListingLeavesPrefixesThatBeginAlikeAlone(@Nullable String prefix, String found) throws Exception {
        S3Destination bucket = S3Destination.bucket("acme-exports");
        S3Destination destination =
                Optional.ofNullable(prefix).map(bucket::withPrefix).orElse(bucket);

        assertThat(inS3(new Objects()).manifests(destination)).containsExactly("manifest of " + found);
    }

    /** A bucket that some jobs share; it lists as S3 does, by the beginning of keys. */
    private static final class Objects implements S3Client {

        private static final List<String> FOLDERS = List.of("", "a/orders/", "orders/", "orders-eu/");

        @Override
        public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            return ListObjectsV2Response.builder()
                    .contents(FOLDERS.stream()
                            .flatMap(folder -> Stream.of("manifest-files.json", "manifest-summary.json")
                                    .map(file -> folder + "AWSDynamoDB/01768392000000-00000001/" + file))
                            .filter(key -> key.startsWith(request.prefix()))
                            .map(key -> software.amazon.awssdk.services.s3.model.S3Object.builder()
                                    .key(key)
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public ResponseBytes<GetObjectResponse> getObjectAsBytes(GetObjectRequest request) {
            String folder = request.key().replaceFirst("/?AWSDynamoDB/.*", "");
            return ResponseBytes.fromByteArray(
                    GetObjectResponse.builder().build(), ("manifest of " + folder).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {}
    }

    private static Stream<String> blocks(String page) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of(page))).results().map(match -> match.group(1));
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }
}
