package io.github.dcie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P3: what AWS delivers when an export's summary was written. */
class ExportSignalsTest {

    private static final int MIB = 1_048_576;
    private static final String KEY = "daily/AWSDynamoDB/01768385930622-efd1a093/manifest-summary.json";
    private static final ExportSignal SIGNAL = ExportSignal.ofManifest("acme-exports", KEY);
    private static final String S3 = """
            {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-central-1",
            "eventTime":"2026-01-14T10:25:00.000Z","eventName":"ObjectCreated:Put","s3":{"s3SchemaVersion":"1.0",
            "configurationId":"exports","bucket":{"name":"acme-exports","arn":"arn:aws:s3:::acme-exports"},
            "object":{"key":"KEY","size":700,"eTag":"e","sequencer":"0055AED6DCD90281E5"}}}]}
            """.replace("KEY", KEY);
    private static final String EVENT_BRIDGE = """
            {"version":"0","id":"2d4eba74-fd51-3966-4bfa-b013c9da8ff1","detail-type":"Object Created","source":"aws.s3",
            "account":"123456789012","time":"2026-01-14T10:25:00Z","region":"eu-central-1",
            "resources":["arn:aws:s3:::acme-exports"],"detail":{"version":"0","bucket":{"name":"acme-exports"},
            "object":{"key":"KEY","size":700,"etag":"e","sequencer":"0055AED6DCD90281E5"},"reason":"PutObject"}}
            """.replace("KEY", KEY);

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    @Test
    void anS3NotificationIsRead() {
        assertThat(ExportSignals.parse(S3)).containsExactly(SIGNAL);
    }

    @Test // S3 User Guide: the object's key is URL-encoded
    void theKeyOfAnS3NotificationIsDecoded() {
        assertThat(ExportSignals.parse(S3.replace("daily/", "daily+exports%2Fof%C3%BC/")))
                .extracting(ExportSignal::key)
                .containsExactly(KEY.replace("daily/", "daily exports/ofü/"));
        assertThat(ExportSignals.parse(S3.replace("daily/", "%zz/"))).isEmpty();
    }

    @Test // there it is not
    void anEventOfEventBridgeIsReadAsItIs() {
        assertThat(ExportSignals.parse(EVENT_BRIDGE)).containsExactly(SIGNAL);
        assertThat(ExportSignals.parse(EVENT_BRIDGE.replace("daily/", "a+b%20c/")))
                .extracting(ExportSignal::key)
                .containsExactly(KEY.replace("daily/", "a+b%20c/"));
    }

    @Test
    void envelopesOfQueuesAndTopicsAreOpened() {
        for (String event : new String[] {S3, EVENT_BRIDGE}) {
            String topic = "{\"Type\":\"Notification\",\"MessageId\":\"1\",\"Message\":" + quoted(event) + "}";
            String queueOfLambda = "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":" + quoted(topic) + "},"
                    + "{\"eventSource\":\"aws:sqs\",\"body\":" + quoted(event) + "}]}";
            String topicOfLambda =
                    "{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":{\"Message\":" + quoted(event) + "}}]}";

            assertThat(ExportSignals.parse(topic)).containsExactly(SIGNAL);
            assertThat(ExportSignals.parse(queueOfLambda)).containsExactly(SIGNAL, SIGNAL);
            assertThat(ExportSignals.parse(topicOfLambda)).containsExactly(SIGNAL);
        }
    }

    private static String batch(String... bodies) {
        return Stream.of(bodies)
                .map(body -> "{\"eventSource\":\"aws:sqs\",\"body\":" + quoted(body) + "}")
                .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    }

    @Test // Lambda Developer Guide, "Lambda quotas": 6 MB; SQS Developer Guide, "Message quotas": 1 MiB
    void aBatchMayBeLongerThanAMessage() {
        String full = S3.replace("\"eTag\"", "\"more\":\"" + "x".repeat(MIB - S3.length() - 10) + "\",\"eTag\"");

        assertThat(ExportSignals.parse(batch(full, full, full, S3))).containsExactly(SIGNAL, SIGNAL, SIGNAL, SIGNAL);
        assertThat(ExportSignals.parse(S3 + " ".repeat(6 * MIB - S3.length()))).containsExactly(SIGNAL);
    }

    @Test
    void whatIsLongerThanAwsDeliversHasNone() {
        String tooLong = S3 + " ".repeat(MIB);

        assertThat(ExportSignals.parse(batch(tooLong, S3))).containsExactly(SIGNAL);
        assertThat(ExportSignals.parse(S3 + " ".repeat(6 * MIB))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Put", "Post", "Copy", "CompleteMultipartUpload"})
    void howeverAnObjectWasCreatedItIsASignal(String way) {
        assertThat(ExportSignals.parse(S3.replace(":Put", ":" + way))).containsExactly(SIGNAL);
    }

    @ParameterizedTest // S3 User Guide, "Supported event types for SQS, SNS, and Lambda"
    @ValueSource(
            strings = {
                "ObjectRemoved:Delete",
                "LifecycleExpiration:Delete",
                "ObjectRestore:Completed",
                "ObjectTagging:Put",
                ""
            })
    void anotherNotificationOfAManifestIsNoSignal(String name) {
        assertThat(ExportSignals.parse(S3.replace("ObjectCreated:Put", name))).isEmpty();
        assertThat(ExportSignals.parse(batch(S3.replace("ObjectCreated:Put", name), S3)))
                .containsExactly(SIGNAL);
    }

    @ParameterizedTest // S3 User Guide, "Using EventBridge"
    @ValueSource(strings = {"Object Deleted", "Object Restore Completed", "Object Tags Added", ""})
    void anotherEventOfAManifestIsNoSignal(String type) {
        assertThat(ExportSignals.parse(EVENT_BRIDGE.replace("Object Created", type)))
                .isEmpty();
    }

    @Test // what is none of AWS's names is none of its events
    void anEventNameThatIsNoTextIsNoSignal() {
        assertThat(ExportSignals.parse(S3.replace("\"ObjectCreated:Put\"", "7")))
                .isEmpty();
        assertThat(ExportSignals.parse(EVENT_BRIDGE.replace("\"Object Created\"", "[]")))
                .isEmpty();
    }

    @Test // such as a rule's input transformer makes
    void anEventThatDoesNotSayWhatHappenedIsASignal() {
        assertThat(ExportSignals.parse(S3.replace("\"eventName\":\"ObjectCreated:Put\",", "")))
                .containsExactly(SIGNAL);
        assertThat(ExportSignals.parse(EVENT_BRIDGE.replace("\"detail-type\":\"Object Created\",", "")))
                .containsExactly(SIGNAL);
    }

    @Test
    void whatIsNoSummaryIsNoSignal() {
        assertThat(ExportSignals.parse(S3.replace("manifest-summary.json", "manifest-files.json")))
                .isEmpty();
        assertThat(ExportSignals.parse(S3.replace("AWSDynamoDB", "Other"))).isEmpty();
        assertThat(ExportSignals.parse("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"acme\"}"))
                .isEmpty();
    }

    @Test
    void anythingElseHasNone() {
        for (String text : new String[] {
            "",
            "no JSON",
            "null",
            "7",
            "[]",
            "{\"Records\":7}",
            "{\"body\":\"{\"}",
            "{\"detail\":{\"bucket\":[]}}",
            "[".repeat(100_000),
            "{\"body\":".repeat(50_000)
        }) {
            assertThat(ExportSignals.parse(text)).isEmpty();
        }
    }

    @Test // from outside: nothing makes it fail
    void everyMutantIsReadOrHasNone() {
        long seed = Long.getLong("dcie.fuzz.seed", 18);
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? S3 : EVENT_BRIDGE);
            for (int edits = random.nextInt(3); edits >= 0; edits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, (char) random.nextInt(128));
                    default -> text.setCharAt(at, "{}[]\",:0\\%".charAt(random.nextInt(10)));
                }
            }
            read += ExportSignals.parse(text.toString()).size();
        }
        System.out.println("signals: 20000 mutants, seed " + seed + ", read " + read);
        assertThat(read).isPositive();
    }

    @Test
    void aKeyThatIsNoSummaryIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportSignal.ofManifest("b", "data/x\n.json.gz"))
                .withMessage(
                        "key data/x\\u000a.json.gz: expected <prefix>/AWSDynamoDB/<export id>/manifest-summary.json;"
                                + " signal no other objects");
    }

    @Test
    void whereAJobsExportsLieItIsTheJobs() {
        ExportJob job = ExportJob.of(
                JobId.of("orders"),
                TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders"),
                S3Destination.bucket("acme-exports").withPrefix("daily"));

        assertThat(SIGNAL.exportId()).isEqualTo("01768385930622-efd1a093");
        assertThat(SIGNAL.isAt(job)).isTrue();
        assertThat(ExportSignal.ofManifest("acme-exports", KEY.replace("daily/", ""))
                        .isAt(job))
                .isFalse();
        assertThat(ExportSignal.ofManifest("other", KEY).isAt(job)).isFalse();
    }
}
