package io.github.dcie.core.internal.step;

import static io.github.dcie.core.internal.model.Samples.JOB;
import static io.github.dcie.core.internal.model.Samples.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportWindow;
import io.github.dcie.core.internal.dynamodb.ExportApi;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.facts.LookupResult;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.Searches;
import io.github.dcie.core.internal.facts.Token;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.model.LookupProgress;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.testkit.ExportEmulator;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;

/** T3: looking for the export of an intent among what DynamoDB lists. */
class LookUpTest {

    private final ExportEmulator aws = ExportEmulator.withTable(TABLE);
    private final Instant planned = aws.clock().instant();
    private final ExportApi api = ExportApi.reading(JOB, aws.client(), Duration.ofSeconds(10));
    private final Search search = Searches.of(
            new Span.Incremental(ExportWindow.of(planned.minusSeconds(900), Duration.ofMinutes(15))), planned);

    private void othersExport(int count) {
        for (int i = 0; i < count; i++) {
            request(UUID.randomUUID().toString());
            aws.clock().advance(Duration.ofSeconds(20));
        }
    }

    private String request(String token) {
        ExportDescription accepted = aws.client()
                .exportTableToPointInTime(request -> request.tableArn(TABLE.value())
                        .s3Bucket("acme-exports")
                        .exportType("INCREMENTAL_EXPORT")
                        .clientToken(token)
                        .incrementalExportSpecification(spec ->
                                spec.exportFromTime(planned.minusSeconds(900)).exportToTime(planned)))
                .exportDescription();
        return accepted.exportArn().substring(accepted.exportArn().lastIndexOf('/') + 1);
    }

    private LookupResult find(Search what, int looks) throws NoTimeException {
        return new ApiPerformer(api, looks).find(what, aws.clock().instant());
    }

    private LookupResult findAny() throws NoTimeException {
        return new ApiPerformer(api, 20)
                .findAny(Token.prefix(JOB.id(), TABLE), aws.clock().instant());
    }

    @Test
    void itsExportIsFoundAmongOthers() throws NoTimeException {
        othersExport(5);
        String id = request(search.token().value());
        aws.clock().advance(Duration.ofSeconds(20));
        othersExport(30);

        assertThat(find(search, 20))
                .isInstanceOfSatisfying(
                        LookupResult.Found.class,
                        found -> assertThat(found.facts().exportId()).isEqualTo(id));
        // oldest first, so those that came later were not described
        assertThat(aws.calls("DescribeExport")).isEqualTo(6);
        assertThat(aws.calls("ListExports")).isEqualTo(2);
    }

    @Test
    void whatIsNotThereIsAbsent() throws NoTimeException {
        othersExport(7);

        assertThat(find(search, 20)).isEqualTo(new LookupResult.Absent());
    }

    @Test // exports that are older than the intent are not looked at, nor is what follows them in the list
    void olderExportsAreLeftAlone() throws NoTimeException {
        othersExport(60);
        aws.clock().advance(Duration.ofHours(1));
        Search later = Searches.of(search.tracked().span(), aws.clock().instant());

        assertThat(find(later, 20)).isEqualTo(new LookupResult.Absent());
        assertThat(aws.calls("DescribeExport")).isZero();
        assertThat(aws.calls("ListExports")).isEqualTo(1);
    }

    @Test // at most 20 in a step, going on in the next
    void aLongSearchGoesOnInTheNextStep() throws NoTimeException {
        othersExport(25);
        String id = request(search.token().value());

        LookupResult first = find(search, 20);
        assertThat(first).isInstanceOf(LookupResult.Unfinished.class);
        assertThat(aws.calls("DescribeExport")).isEqualTo(20);
        LookupResult second = find(
                Searches.after(
                        search,
                        ((LookupResult.Unfinished) first).lookUp().upTo().orElseThrow()),
                20);

        assertThat(second)
                .isInstanceOfSatisfying(
                        LookupResult.Found.class,
                        found -> assertThat(found.facts().exportId()).isEqualTo(id));
        assertThat(aws.calls("DescribeExport")).isEqualTo(26);
    }

    @Test
    void aSearchThatMayNotLookIsNoAnswer() throws NoTimeException {
        othersExport(3);

        // F1: that a step has no call left is no trouble of the service, however long it lasts
        assertThat(find(search, 0))
                .isInstanceOfSatisfying(
                        LookupResult.Unfinished.class,
                        none -> assertThat(none.trouble().kind()).isEqualTo(Trouble.Kind.WAITING));
    }

    @Test // of several with the token the oldest that has not failed
    void theOldestThatHasNotFailedIsIt() throws NoTimeException {
        request(search.token().value());
        aws.fail(aws.exports(TABLE).get(0).arn(), "S3NoSuchBucket", "simulated");
        // AWS has forgotten the token
        aws.clock().advance(Duration.ofHours(9));
        String good = request(search.token().value());
        aws.clock().advance(Duration.ofHours(9));
        request(search.token().value());

        assertThat(find(search, 20))
                .isInstanceOfSatisfying(
                        LookupResult.Found.class,
                        found -> assertThat(found.facts().exportId()).isEqualTo(good));
    }

    @Test
    void ifAllHaveFailedSoHasTheAttempt() throws NoTimeException {
        String failed = request(search.token().value());
        aws.fail(aws.exports(TABLE).get(0).arn(), "S3NoSuchBucket", "simulated");
        othersExport(3);

        assertThat(find(search, 20)).isInstanceOfSatisfying(LookupResult.Found.class, found -> {
            assertThat(found.facts().exportId()).isEqualTo(failed);
            assertThat(found.facts().isFailed()).isTrue();
        });
    }

    @Test // K5
    void anExportOfTheJobIsRecognisedByItsTokensPrefix() throws NoTimeException {
        othersExport(5);
        assertThat(findAny()).isEqualTo(new LookupResult.Absent());

        request(search.token().value());

        assertThat(findAny()).isInstanceOf(LookupResult.Found.class);
    }

    @Test // F1
    void aListThatCannotBeHadIsNoAnswer() throws NoTimeException {
        aws.denyAccess("ListExports");

        assertThat(find(search, 20)).isInstanceOf(LookupResult.Unanswered.class);
        assertThat(findAny()).isInstanceOf(LookupResult.Unanswered.class);
    }

    @Test // F7, K7: what a process whose clock was ahead has stored must not shorten the hour for one whose clock is
    // not
    void anHourOfNotSeeingItIsAnHourByEveryClock() throws NoTimeException {
        Instant ahead = planned.plus(Duration.ofMinutes(10));
        LookupProgress stored = LookupProgress.NOT_BEGUN.unseen(ahead);

        assertThat(stored.isGone(planned)).isFalse();
        assertThat(stored.unseen(planned).unseenSince()).hasValue(planned);
        LookupProgress known = stored.unseen(planned);
        assertThat(known.isGone(planned.plus(Duration.ofMinutes(59)))).isFalse();
        assertThat(known.unseen(planned.plus(Duration.ofMinutes(59)))).isEqualTo(known);
        assertThat(known.isGone(planned.plus(Duration.ofMinutes(60)))).isTrue();
    }
}
