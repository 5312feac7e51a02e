package io.github.dcie.core.internal.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import io.github.dcie.WindowAlignment;
import io.github.dcie.core.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P4: by how much a job is spread. */
class JitterTest {

    private static Duration spread(String id, Duration windowSize) {
        return Jitter.ofChain(ExportJob.builder(
                        JobId.of(id),
                        TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders"),
                        S3Destination.bucket("acme-exports"))
                .windowSize(windowSize)
                .build());
    }

    @ParameterizedTest
    @CsvSource({"PT15M, 180", "PT17M, 204", "PT1H, 300", "PT24H, 300"})
    void lessThanAFifthOfAWindowAndThanFiveMinutes(Duration windowSize, long seconds) {
        assertThat(IntStream.range(0, 5_000).mapToObj(i -> spread("job-" + i, windowSize)))
                .allSatisfy(spread -> assertThat(spread).isBetween(Duration.ZERO, Duration.ofSeconds(seconds - 1)))
                .contains(Duration.ZERO, Duration.ofSeconds(seconds - 1));
    }

    @Test // DescribeContinuousBackups is limited to 10 calls a second (API reference)
    void threeHundredJobsDoNotMeetInOneSecond() {
        Map<Duration, Long> inOneSecond = IntStream.range(0, 300)
                .mapToObj(i -> spread("table-" + i, Duration.ofMinutes(15)))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(inOneSecond.values()).allSatisfy(jobs -> assertThat(jobs).isLessThanOrEqualTo(10));
    }

    @Test
    void followsFromTheIdAlone() {
        assertThat(spread("orders", Duration.ofMinutes(15))).isEqualTo(spread("orders", Duration.ofMinutes(15)));
    }

    @Test // only what coincides is spread
    void eitherTheChainsBeginningOrTheRequestIsSpread() {
        ExportJob natural = Stage.JOB;
        ExportJob aligned = natural.toBuilder().alignment(WindowAlignment.CLOCK).build();

        assertThat(Jitter.ofWindow(natural)).isZero();
        assertThat(Jitter.ofChain(natural)).isPositive();
        assertThat(Jitter.ofWindow(aligned)).isPositive();
        assertThat(Jitter.ofChain(aligned)).isZero();
    }
}
