package io.github.dcie.testkit.jqwik;

import io.github.dcie.CatchUp;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportView;
import io.github.dcie.ExportWindow;
import io.github.dcie.GapPolicy;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.S3Encryption;
import io.github.dcie.TableArn;
import io.github.dcie.WindowAlignment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * What a property of an export job ranges over: {@link JobId}, {@link TableArn}, {@link ExportWindow},
 * {@link S3Destination}, {@link ExportJob} with every legal setting, and {@link Schedule}. Use it with
 * {@code @Domain(ExportDomain.class)}.
 */
@SuppressWarnings("exports") // jqwik is optional, so it is not required transitively
public class ExportDomain extends DomainContextBase {

    private static final String NAME_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
    private static final long MINUTE_S = 60;
    private static final long DAY_S = 24 * 60 * MINUTE_S;

    /** Made by jqwik. */
    public ExportDomain() {}

    /**
     * All legal ids.
     *
     * @return 1 to 64 characters
     */
    @Provide
    public Arbitrary<JobId> jobIds() {
        return Arbitraries.strings()
                .withChars(NAME_CHARACTERS)
                .ofMinLength(1)
                .ofMaxLength(64)
                .map(JobId::of);
    }

    /**
     * Tables of some partitions, Regions and accounts.
     *
     * @return names of 3 to 255 characters
     */
    @Provide
    public Arbitrary<TableArn> tables() {
        Arbitrary<String> place = Arbitraries.of(
                "aws:dynamodb:eu-central-1",
                "aws:dynamodb:us-east-1",
                "aws-cn:dynamodb:cn-north-1",
                "aws-us-gov:dynamodb:us-gov-west-1");
        Arbitrary<String> account = Arbitraries.strings().numeric().ofLength(12);
        Arbitrary<String> name =
                Arbitraries.strings().withChars(NAME_CHARACTERS).ofMinLength(3).ofMaxLength(255);
        return Combinators.combine(place, account, name)
                .as((where, who, what) -> TableArn.of("arn:" + where + ":" + who + ":table/" + what));
    }

    /**
     * Windows of all lengths, the shortest and the longest among them.
     *
     * @return between 2020 and 2039
     */
    @Provide
    public Arbitrary<ExportWindow> windows() {
        Arbitrary<Instant> from = Arbitraries.longs()
                .between(
                        Instant.parse("2020-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2039-01-01T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
        return Combinators.combine(from, windowSizes()).as(ExportWindow::of);
    }

    /**
     * Buckets with and without prefix, owner and encryption.
     *
     * @return legal destinations
     */
    @Provide
    public Arbitrary<S3Destination> destinations() {
        Arbitrary<String> bucket =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(3).ofMaxLength(63);
        Arbitrary<Optional<String>> prefix = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("-_")
                .ofMinLength(1)
                .ofMaxLength(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(folders -> String.join("/", folders))
                .optional();
        Arbitrary<Optional<String>> owner =
                Arbitraries.strings().numeric().ofLength(12).optional();
        Arbitrary<S3Encryption> encryption =
                Arbitraries.of(S3Encryption.s3Managed(), S3Encryption.kms(), S3Encryption.kms("alias/exports"));
        return Combinators.combine(bucket, prefix, owner, encryption).as(S3Destination::new);
    }

    /**
     * Jobs with every legal setting. The format is DynamoDB JSON in nine of ten.
     *
     * @return legal jobs
     */
    @Provide
    public Arbitrary<ExportJob> jobs() {
        Arbitrary<ExportJob.Builder> required =
                Combinators.combine(jobIds(), tables(), destinations()).as(ExportJob::builder);
        Arbitrary<ExportJob.Builder> windows = Combinators.combine(
                        required, alignedSizes(), settles(), Arbitraries.of(CatchUp.class))
                .as((job, size, settleDelay, catchUp) -> job.windowSize(size.size())
                        .alignment(size.alignment())
                        .settleDelay(settleDelay)
                        .catchUp(catchUp));
        return Combinators.combine(
                        windows,
                        Arbitraries.frequencyOf(
                                Tuple.of(9, Arbitraries.just(ExportFormat.DYNAMODB_JSON)),
                                Tuple.of(1, Arbitraries.just(ExportFormat.ION))),
                        Arbitraries.of(ExportView.class),
                        Arbitraries.integers().between(1, 4),
                        gapPolicies())
                .as((job, format, view, inFlight, onGap) -> job.format(format)
                        .view(view)
                        .maxInFlight(inFlight)
                        .onGap(onGap)
                        .build())
                // too many combinations; the settings name their own special values
                .withoutEdgeCases();
    }

    /**
     * Schedulers: regular ones, irregular ones, and such that stop for days.
     *
     * @return up to 60 pauses
     */
    @Provide
    public Arbitrary<Schedule> schedules() {
        Arbitrary<Duration> pause = Arbitraries.frequencyOf(
                Tuple.of(6, seconds(1, 20 * MINUTE_S)),
                Tuple.of(2, Arbitraries.of(Duration.ZERO, Duration.ofMillis(1), Duration.ofMinutes(1))),
                Tuple.of(2, seconds(20 * MINUTE_S, 6 * 60 * MINUTE_S)),
                Tuple.of(1, seconds(6 * 60 * MINUTE_S, 3 * DAY_S)));
        return pause.list().ofMaxSize(60).map(Schedule::new).withoutEdgeCases();
    }

    private record AlignedSize(Duration size, WindowAlignment alignment) {}

    private static Arbitrary<AlignedSize> alignedSizes() {
        List<Integer> dividers =
                List.of(15, 16, 18, 20, 24, 30, 32, 36, 40, 45, 48, 60, 90, 120, 240, 360, 480, 720, 1440);
        return Arbitraries.oneOf(
                windowSizes().map(size -> new AlignedSize(size, WindowAlignment.CHAIN_START)),
                Arbitraries.of(dividers)
                        .map(minutes -> new AlignedSize(Duration.ofMinutes(minutes), WindowAlignment.CLOCK)));
    }

    private static Arbitrary<Duration> windowSizes() {
        return Arbitraries.oneOf(
                Arbitraries.of(15, 30, 60, 24 * 60).map(Duration::ofMinutes), seconds(15 * MINUTE_S, DAY_S));
    }

    private static Arbitrary<Duration> settles() {
        return Arbitraries.oneOf(
                Arbitraries.of(Duration.ZERO, Duration.ofMinutes(1)), seconds(0, 60 * MINUTE_S), seconds(0, DAY_S));
    }

    private static Arbitrary<GapPolicy> gapPolicies() {
        return Arbitraries.oneOf(
                Arbitraries.just(GapPolicy.hold()),
                Combinators.combine(
                                seconds(60 * MINUTE_S, 40 * DAY_S),
                                Arbitraries.longs().between(0, 100_000_000_000_000L))
                        .as(GapPolicy::startNewChain));
    }

    private static Arbitrary<Duration> seconds(long least, long most) {
        return Arbitraries.longs().between(least, most).map(Duration::ofSeconds);
    }
}
