package io.github.dcie.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dcie.S3Destination;
import io.github.dcie.S3Object;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What comes over the wire, read by the SDK's own client: it answers as S3 does, as far as this class asks. */
final class S3ExportFilesTest {

    private static final String BUCKET = "acme-exports";
    private static final S3Object OBJECT = new S3Object(BUCKET, "shop/AWSDynamoDB/data/a+b c.json.gz");
    private static final int PAGE = 2;

    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private final Map<String, byte[]> objects = new TreeMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private S3Client s3;
    private S3ExportFiles files;
    private Answer answer = this::asS3;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                answer.give(exchange);
            }
        });
        server.start();
        s3 = S3Client.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .forcePathStyle(true)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .overrideConfiguration(settings ->
                        settings.retryStrategy(retry -> retry.maxAttempts(1)).apiCallTimeout(Duration.ofSeconds(20)))
                .build();
        files = S3ExportFiles.of(s3);
    }

    @AfterEach
    void stop() {
        s3.close();
        server.stop(0);
        threads.shutdownNow();
    }

    // ---- the service ----------------------------------------------------------------------------------------------

    private void asS3(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestURI().getPath().replaceFirst("/" + BUCKET + "/?", "");
        if (key.isEmpty()) {
            list(exchange);
        } else if (objects.containsKey(key)) {
            send(exchange, 200, objects.get(key));
        } else {
            error(exchange, 404, "NoSuchKey", "The specified key does not exist.");
        }
    }

    /** API reference, ListObjectsV2: pages of keys and common prefixes together. */
    private void list(HttpExchange exchange) throws IOException {
        Map<String, String> query = new TreeMap<>();
        for (String part : exchange.getRequestURI().getQuery().split("&")) {
            query.put(part.split("=", 2)[0], part.split("=", 2)[1]);
        }
        assertThat(query).containsEntry("list-type", "2");
        String prefix = query.get("prefix");
        String delimiter = query.getOrDefault("delimiter", "");
        List<String> all = objects.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> {
                    int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
                    return end < 0 ? key : key.substring(0, end + 1);
                })
                .distinct()
                .filter(entry -> entry.compareTo(query.getOrDefault("continuation-token", "")) > 0)
                .toList();
        List<String> page = all.subList(0, Math.min(PAGE, all.size()));
        StringBuilder xml = new StringBuilder(
                        "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><IsTruncated>")
                .append(all.size() > PAGE)
                .append("</IsTruncated>");
        if (all.size() > PAGE) {
            xml.append("<NextContinuationToken>").append(page.get(PAGE - 1)).append("</NextContinuationToken>");
        }
        for (String entry : page) {
            xml.append(
                    !delimiter.isEmpty() && entry.endsWith(delimiter)
                            ? "<CommonPrefixes><Prefix>" + entry + "</Prefix></CommonPrefixes>"
                            : "<Contents><Key>" + entry + "</Key></Contents>");
        }
        send(exchange, 200, xml.append("</ListBucketResult>").toString().getBytes(UTF_8));
    }

    private static void error(HttpExchange exchange, int status, String code, String message) throws IOException {
        send(
                exchange,
                status,
                ("<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>").getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    // ---- objects --------------------------------------------------------------------------------------------------

    @Test
    void anObject() throws Exception {
        objects.put(OBJECT.key(), "content".getBytes(UTF_8));

        try (InputStream in = files.open(OBJECT).orElseThrow()) {
            assertThat(in.read()).isEqualTo('c');
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("ontent");
            assertThat(in.read()).isEqualTo(-1);
        }
        assertThat(requests).hasSize(1);
    }

    @Test
    void anExportIsRead() throws Exception {
        String line = "{\"Keys\":{\"id\":{\"S\":\"a\"}}}";
        byte[] zipped = DataFiles.zip(line);
        objects.put(DataFiles.KEY, zipped);
        DataFile file = DataFiles.file(zipped, 1);

        DataReader.of(object -> files.open(new S3Object(BUCKET, object.key()))).verify(file);
    }

    @Test
    void anObjectThatDoesNotExistIsNone() throws Exception {
        assertThat(files.open(OBJECT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, Access Denied",
        "403, InvalidObjectState, The operation is not valid for the object's storage class",
        "404, NoSuchBucket, The specified bucket does not exist",
        "500, InternalError, We encountered an internal error. Please try again.",
        "503, SlowDown, Please reduce your request rate."
    })
    void whetherItExistsIsNotKnown(int status, String code, String message) {
        answer = exchange -> error(exchange, status, code, message + "&#xA;forged");

        assertThatIOException()
                .isThrownBy(() -> files.open(OBJECT))
                .withMessageStartingWith(
                        "object " + OBJECT.key() + " of bucket " + BUCKET + " cannot be read: " + message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        assertThatIOException()
                .isThrownBy(() -> files.manifests(S3Destination.bucket(BUCKET)))
                .withMessageStartingWith(
                        "the list of exports below AWSDynamoDB/ of bucket " + BUCKET + " cannot be read: ");
    }

    @Test
    void noConnection() {
        server.stop(0);

        assertThatIOException().isThrownBy(() -> files.open(OBJECT)).withMessageStartingWith("object " + OBJECT.key());
    }

    @Test // S3's promise of so many bytes is not kept
    void aConnectionThatEndsTooSoonIsNoEnd() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
        };

        assertThatIOException().isThrownBy(() -> {
            try (InputStream in = files.open(OBJECT).orElseThrow()) {
                in.readAllBytes();
            }
        });
    }

    @Test // otherwise it would take as long as all of it takes
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void whoLeavesBeforeTheEndDoesNotReadTheRest() throws Exception {
        CompletableFuture<Boolean> broken = new CompletableFuture<>();
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 1L << 40);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[1 << 16]);
                }
            } catch (IOException e) {
                broken.complete(true);
            }
        };

        try (InputStream in = files.open(OBJECT).orElseThrow()) {
            assertThat(in.readNBytes(100)).hasSize(100);
        }

        assertThat(broken.get(20, TimeUnit.SECONDS)).isTrue();
    }

    // ---- manifests ------------------------------------------------------------------------------------------------

    @Test // by page, of this prefix, whatever else there is
    void manifests() throws Exception {
        for (String export : List.of("01-a", "02-b", "03-c", "04-d", "05-e")) {
            put("shop/AWSDynamoDB/" + export + "/_started", "");
            put("shop/AWSDynamoDB/" + export + "/data/x.json.gz", "no");
            put("shop/AWSDynamoDB/" + export + "/manifest-files.json", "no");
            put("shop/AWSDynamoDB/" + export + "/manifest-summary.json", "manifest of " + export);
        }
        put("shop/AWSDynamoDB/06-running/_started", "");
        put("shop/AWSDynamoDB/data/y.json.gz", "no");
        put("shop-eu/AWSDynamoDB/01-a/manifest-summary.json", "of another prefix");
        put("AWSDynamoDB/01-a/manifest-summary.json", "of none");
        String[] expected = {
            "manifest of 01-a", "manifest of 02-b", "manifest of 03-c", "manifest of 04-d", "manifest of 05-e"
        };

        assertThat(files.manifests(S3Destination.bucket(BUCKET).withPrefix("shop")))
                .containsExactlyInAnyOrder(expected);
        assertThat(requests)
                .filteredOn(request -> request.contains("list-type"))
                .hasSize(4);
        assertThat(files.manifests(S3Destination.bucket(BUCKET))).containsExactly("of none");
        assertThat(files.manifests(S3Destination.bucket(BUCKET).withPrefix("nothing")))
                .isEmpty();
    }

    @Test
    void aManifestWithoutEndIsCut() throws Exception {
        put("AWSDynamoDB/01-a/manifest-summary.json", "x".repeat(3 << 20));

        assertThat(files.manifests(S3Destination.bucket(BUCKET)).get(0)).hasSize(1 << 20);
    }

    @Test // a list that misses one would look like a hole
    void oneThatCannotBeReadFailsAll() {
        put("AWSDynamoDB/01-a/manifest-summary.json", "a");
        put("AWSDynamoDB/02-b/manifest-summary.json", "b");
        answer = exchange -> {
            if (exchange.getRequestURI().getPath().contains("02-b")) {
                error(exchange, 403, "AccessDenied", "Access Denied");
            } else {
                asS3(exchange);
            }
        };

        assertThatIOException()
                .isThrownBy(() -> files.manifests(S3Destination.bucket(BUCKET)))
                .withMessageContaining("object AWSDynamoDB/02-b/manifest-summary.json of bucket");
    }

    private void put(String key, String text) {
        objects.put(key, text.getBytes(UTF_8));
    }
}
