package io.github.dcie.core.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dcie.ExportJob;
import io.github.dcie.ExportType;
import io.github.dcie.GapPolicy;
import io.github.dcie.S3Destination;
import io.github.dcie.S3Encryption;
import io.github.dcie.core.FirstRun;
import io.github.dcie.core.internal.effect.DeliveryResult;
import io.github.dcie.core.internal.effect.Failure;
import io.github.dcie.core.internal.effect.ReadResult;
import io.github.dcie.core.internal.effect.WriteAnswer;
import io.github.dcie.core.internal.facts.CheckResult;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.facts.ListedPage;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.RequestResult;
import io.github.dcie.core.internal.facts.TableFacts;
import io.github.dcie.core.internal.facts.TableLook;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.json.Json;
import io.github.dcie.core.internal.model.Refusal;
import io.github.dcie.core.internal.model.Samples;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.spi.CompletionCheck.Verdict;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Q1: what is written of a result is read as the same. */
class ValuesTest {

    private static final Trouble TROUBLE = new Trouble(Trouble.Kind.PASSING, Trouble.LIST_EXPORTS, "thröttled {x}\n");
    private static final Failure FAILURE = new Failure("it is down", new Failure.Thrown(new IOException()));

    static Stream<Object> results() {
        return Stream.of(
                new ReadResult.Read(StoredState.absent(OperatorRequest.none())),
                new ReadResult.Read(StoredState.of(
                        new Revision(7),
                        new StateDocument("{\"format\":1}"),
                        OperatorRequest.parse("PAUS").numbered(3))),
                new ReadResult.Failed(FAILURE),
                new DescribeResult.Seen(Samples.described(
                        new Span.Full(Samples.NOON), Samples.exportId(Samples.NOON, 1), Progress.COMPLETED, "d1-x")),
                new DescribeResult.Seen(Samples.described(
                        new Span.Full(Samples.NOON), Samples.exportId(Samples.NOON, 1), Progress.IN_PROGRESS, "d1-x")),
                new DescribeResult.NotFound(),
                new DescribeResult.Unanswered(TROUBLE),
                new ListedPage.Listing(
                        List.of(new ListedPage.Listed("1", ExportType.FULL_EXPORT)), Optional.of("token")),
                new ListedPage.Listing(List.of(), Optional.empty()),
                new ListedPage.Unanswered(TROUBLE),
                Samples.pitr(Samples.NOON),
                new PitrStatus.Off(),
                new PitrStatus.NoTable(),
                new PitrStatus.Unanswered(TROUBLE),
                new TableLook.Seen(new TableFacts(Optional.of("id"), 1L << 40)),
                new TableLook.Seen(new TableFacts(Optional.empty(), 0)),
                new TableLook.NoTable(),
                new TableLook.Unanswered(TROUBLE),
                new CheckResult.Said(Verdict.accept()),
                new CheckResult.Said(Verdict.notYet("wait")),
                new CheckResult.Said(Verdict.reject("bad")),
                new CheckResult.Interrupted(),
                new CheckResult.Failed("no"),
                new WriteAnswer.Known(WriteResult.WRITTEN),
                new WriteAnswer.Known(WriteResult.LOST_RACE),
                new WriteAnswer.Unknown(FAILURE),
                new RequestResult.Accepted(Samples.described(
                        new Span.Full(Samples.NOON), Samples.exportId(Samples.NOON, 1), Progress.IN_PROGRESS, "d1-x")),
                new RequestResult.Refused(Refusal.Reason.QUOTA, "LimitExceededException: too many"),
                new RequestResult.Denied(TROUBLE),
                new RequestResult.Unanswered(TROUBLE),
                new DeliveryResult.Delivered(),
                new DeliveryResult.Refused("down"));
    }

    private static Object again(Class<?> type, Object value) throws IOException {
        return Values.read(
                type, Json.read(Json.write(Map.of("value", Plain.of(value)))).get("value"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void aResultIsReadAsItWas(Object result) throws IOException {
        assertThat(again(result.getClass().getInterfaces()[0], result)).isEqualTo(result);
    }

    @Test
    void soAreTheSettings() throws IOException {
        ExportJob job = Samples.JOB.toBuilder()
                .destination(S3Destination.bucket("acme")
                        .withPrefix("p")
                        .withBucketOwner("123456789012")
                        .withEncryption(S3Encryption.kms("alias/x")))
                .onGap(GapPolicy.startNewChain(Duration.ofDays(2), 99))
                .stuckAfter(Duration.ofHours(30))
                .build();
        for (ExportJob each : List.of(job, Samples.JOB)) {
            Settings settings =
                    new Settings(each, FirstRun.REQUIRE_STATE, Duration.ofMinutes(3), Optional.of(Duration.ofHours(1)));

            assertThat(again(Settings.class, settings)).isEqualTo(settings);
        }
    }

    @Test
    void whatALaterVersionWroteIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.read(DescribeResult.class, Map.of("is", "Deleted")))
                .withMessage("\"Deleted\" is no DescribeResult that this version knows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.read(WriteResult.class, "PERHAPS"))
                .withMessage("\"PERHAPS\" is no WriteResult that this version knows");
    }

    @Test // messages of user code may be of any length
    void messagesAreCut() {
        assertThat(Plain.of("x".repeat(5_000))).isEqualTo("x".repeat(1_000));
        assertThat(((Map<?, ?>) Plain.of(new StateDocument("{" + "x".repeat(3_000) + "}")))
                        .get("text")
                        .toString())
                .hasSize(3_002);
    }
}
