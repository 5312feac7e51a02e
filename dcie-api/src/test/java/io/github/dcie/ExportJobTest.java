package io.github.dcie;

import static io.github.dcie.Samples.BUCKET;
import static io.github.dcie.Samples.ORDERS;
import static io.github.dcie.Samples.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.dcie.ExportJob.Builder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportJobTest {

    private static Builder orders() {
        return ExportJob.builder(ORDERS, TABLE, BUCKET);
    }

    private static List<String> faultsOf(Builder builder) {
        try {
            builder.build();
            return List.of();
        } catch (InvalidExportJobException e) {
            assertThat(e).hasMessage("export job orders: " + String.join("; ", e.faults()));
            return e.faults();
        }
    }

    @Test
    void theDefaults() {
        ExportJob job = ExportJob.of(ORDERS, TABLE, BUCKET);

        assertThat(job.id()).isEqualTo(ORDERS);
        assertThat(job.table()).isEqualTo(TABLE);
        assertThat(job.destination()).isEqualTo(BUCKET);
        assertThat(job.format()).isEqualTo(ExportFormat.DYNAMODB_JSON);
        assertThat(job.view()).isEqualTo(ExportView.NEW_AND_OLD_IMAGES);
        assertThat(job.windowSize()).isEqualTo(Duration.ofMinutes(15));
        assertThat(job.settleDelay()).isEqualTo(Duration.ofSeconds(5)); // W3
        assertThat(job.alignment()).isEqualTo(WindowAlignment.CHAIN_START); // W5
        assertThat(job.catchUp()).isEqualTo(CatchUp.MERGED_WINDOWS); // W4
        assertThat(job.maxInFlight()).isEqualTo(2); // W4
        assertThat(job.onGap()).isEqualTo(GapPolicy.hold()); // G3
        assertThat(job).isEqualTo(orders().build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT15M", "PT15M1S", "PT17M", "PT23H59M59S", "PT24H"})
    void legalWindowSizes(Duration size) {
        assertThat(orders().windowSize(size).build().windowSize()).isEqualTo(size);
    }

    @ParameterizedTest // F6
    @ValueSource(strings = {"PT14M59S", "PT24H1S", "PT0S", "PT-15M"})
    void aWindowSizeOutOfRangeIsNamedWithTheRange(Duration size) {
        assertThat(faultsOf(orders().windowSize(size)))
                .containsExactly("windowSize " + size + ": expected PT15M to PT24H");
    }

    @Test // F6
    void aWindowSizeWithAFractionOfASecondIsNamed() {
        assertThat(faultsOf(orders().windowSize(Duration.ofMinutes(15).plusNanos(1))))
                .containsExactly("windowSize PT15M0.000000001S: expected whole seconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.5S", "PT24H"})
    void legalSettles(Duration settleDelay) {
        assertThat(orders().settleDelay(settleDelay).build().settleDelay()).isEqualTo(settleDelay);
    }

    @ParameterizedTest // F6
    @ValueSource(strings = {"PT-0.000000001S", "PT24H0.000000001S", "PT25H"})
    void aSettleOutOfRangeIsNamedWithTheRange(Duration settleDelay) {
        assertThat(faultsOf(orders().settleDelay(settleDelay)))
                .containsExactly("settleDelay " + settleDelay + ": expected PT0S to PT24H");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void legalMaxInFlight(int count) {
        assertThat(orders().maxInFlight(count).build().maxInFlight()).isEqualTo(count);
    }

    @ParameterizedTest // F6, W4
    @ValueSource(ints = {0, 5, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void maxInFlightOutOfRangeIsNamedWithTheRange(int count) {
        assertThat(faultsOf(orders().maxInFlight(count))).containsExactly("maxInFlight " + count + ": expected 1 to 4");
    }

    @ParameterizedTest // W5
    @ValueSource(strings = {"PT15M", "PT16M", "PT20M", "PT30M", "PT45M", "PT1H", "PT6H", "PT12H", "PT24H"})
    void aSizeThatDividesADayCanBeAligned(Duration size) {
        assertThat(faultsOf(orders().windowSize(size).alignment(WindowAlignment.CLOCK)))
                .isEmpty();
    }

    @ParameterizedTest // W5, F6
    @CsvSource({"PT17M", "PT7H", "PT23H59M59S", "PT13H"})
    void aSizeThatDoesNotDivideADayCannot(Duration size) {
        assertThat(faultsOf(orders().windowSize(size).alignment(WindowAlignment.CLOCK)))
                .singleElement()
                .asString()
                .contains(
                        "windowSize " + size + " with alignment CLOCK",
                        "divides 24 hours",
                        "such as PT15M, PT20M, PT30M, PT1H, PT6H",
                        "use CHAIN_START");
        assertThat(faultsOf(orders().windowSize(size))).isEmpty();
    }

    @Test // W5: zero divides nothing, and is no ArithmeticException
    void zeroIsNoSizeToAlign() {
        assertThat(faultsOf(orders().windowSize(Duration.ZERO).alignment(WindowAlignment.CLOCK)))
                .hasSize(2);
        assertThat(faultsOf(orders().windowSize(Duration.ofMillis(1)).alignment(WindowAlignment.CLOCK)))
                .hasSize(3);
    }

    @Test // F6
    void allFaultsAreListedAtOnce() {
        Builder wrong = orders().windowSize(Duration.ofMinutes(10).plusMillis(500))
                .settleDelay(Duration.ofDays(2))
                .maxInFlight(9)
                .alignment(WindowAlignment.CLOCK);

        assertThatExceptionOfType(InvalidExportJobException.class)
                .isThrownBy(wrong::build)
                .withMessageStartingWith("export job orders: ")
                .satisfies(e -> assertThat(e.faults())
                        .satisfiesExactly(
                                fault -> assertThat(fault).startsWith("windowSize PT10M0.5S: expected PT15M to"),
                                fault -> assertThat(fault).startsWith("settleDelay PT48H: expected PT0S to PT24H"),
                                fault -> assertThat(fault).contains("expected whole seconds"),
                                fault -> assertThat(fault).startsWith("maxInFlight 9: expected 1 to 4"),
                                fault -> assertThat(fault).contains("alignment CLOCK"))
                        .allSatisfy(fault -> assertThat(e).hasMessageContaining(fault)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCorrectedBuilderBuilds() {
        Builder builder = orders().maxInFlight(9);

        assertThat(faultsOf(builder)).isNotEmpty();
        assertThat(builder.maxInFlight(4).build().maxInFlight()).isEqualTo(4);
    }

    @Test // an exception may have to travel: to a log, a queue, a parent process
    void theExceptionSurvivesSerialization() throws Exception {
        InvalidExportJobException thrown = new InvalidExportJobException(ORDERS, List.of("one", "two"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((InvalidExportJobException) in.readObject()).faults()).containsExactly("one", "two");
        }
    }

    @Test // F6: null is refused where it enters and by name, not days later in a request or in equals
    void nullIsRefusedWhereItEnters() {
        assertThatNullPointerException()
                .isThrownBy(() -> ExportJob.builder(null, TABLE, BUCKET))
                .withMessage("id");
        assertThatNullPointerException()
                .isThrownBy(() -> ExportJob.builder(ORDERS, null, BUCKET))
                .withMessage("table");
        assertThatNullPointerException()
                .isThrownBy(() -> ExportJob.builder(ORDERS, TABLE, null))
                .withMessage("destination");
        assertThatNullPointerException().isThrownBy(() -> orders().format(null)).withMessage("format");
        assertThatNullPointerException().isThrownBy(() -> orders().view(null)).withMessage("view");
        assertThatNullPointerException()
                .isThrownBy(() -> orders().windowSize(null))
                .withMessage("windowSize");
        assertThatNullPointerException()
                .isThrownBy(() -> orders().settleDelay(null))
                .withMessage("settleDelay");
        assertThatNullPointerException()
                .isThrownBy(() -> orders().alignment(null))
                .withMessage("alignment");
        assertThatNullPointerException()
                .isThrownBy(() -> orders().catchUp(null))
                .withMessage("catchUp");
        assertThatNullPointerException().isThrownBy(() -> orders().onGap(null)).withMessage("onGap");
    }

    @Test
    void equalOnlyIfEverySettingIs() {
        ExportJob job = orders().build();
        List<UnaryOperator<Builder>> changes = List.of(
                b -> b.format(ExportFormat.ION),
                b -> b.view(ExportView.NEW_IMAGE),
                b -> b.windowSize(Duration.ofMinutes(20)),
                b -> b.settleDelay(Duration.ofMinutes(2)),
                b -> b.alignment(WindowAlignment.CLOCK),
                b -> b.catchUp(CatchUp.WINDOW_BY_WINDOW),
                b -> b.maxInFlight(3),
                b -> b.onGap(GapPolicy.startNewChain(Duration.ofDays(1), 5)));

        assertThat(changes)
                .extracting(change -> change.apply(job.toBuilder()).build())
                .doesNotHaveDuplicates()
                .doesNotContain(job)
                .allSatisfy(changed -> assertThat(changed.toBuilder().build()).isEqualTo(changed));
        assertThat(changes)
                .extracting(change -> change.apply(job.toBuilder()).build().hashCode())
                .doesNotContain(job.hashCode());
        assertThat(job)
                .isNotEqualTo(ExportJob.of(JobId.of("other"), TABLE, BUCKET))
                .isNotEqualTo(ExportJob.of(ORDERS, TableArn.of(TABLE + "2"), BUCKET))
                .isNotEqualTo(ExportJob.of(ORDERS, TABLE, BUCKET.withPrefix("daily")))
                .isNotEqualTo(null)
                .isNotEqualTo("job");
    }

    @Property(tries = 200)
    void toBuilderLosesNothing(
            @ForAll ExportFormat format,
            @ForAll ExportView view,
            @ForAll @IntRange(min = 900, max = 86_400) int size,
            @ForAll @IntRange(max = 86_400) int settleDelay,
            @ForAll CatchUp catchUp,
            @ForAll @IntRange(min = 1, max = 4) int maxInFlight,
            @ForAll WindowAlignment alignment) {
        ExportJob job = orders().format(format)
                .view(view)
                .windowSize(Duration.ofSeconds(
                        86_400 % size == 0 || alignment == WindowAlignment.CHAIN_START ? size : 3600))
                .settleDelay(Duration.ofSeconds(settleDelay))
                .catchUp(catchUp)
                .maxInFlight(maxInFlight)
                .alignment(alignment)
                .onGap(GapPolicy.startNewChain(Duration.ofHours(1), size))
                .build();

        ExportJob copy = job.toBuilder().build();

        assertThat(copy).isEqualTo(job).hasSameHashCodeAs(job).hasToString(job.toString());
    }

    @Test // a builder that is used on changes no job that it made
    void aJobIsImmutable() {
        Builder builder = orders();
        ExportJob first = builder.build();
        builder.maxInFlight(4);

        assertThat(first.maxInFlight()).isEqualTo(2);
    }

    @Test
    void itsTextShowsEverySetting() {
        assertThat(ExportJob.of(ORDERS, TABLE, BUCKET).toString())
                .contains(
                        "orders",
                        TABLE.value(),
                        "acme-exports",
                        "PT15M",
                        "PT5S",
                        "DYNAMODB_JSON",
                        "NEW_AND_OLD_IMAGES",
                        "CHAIN_START",
                        "MERGED_WINDOWS",
                        "2 in flight",
                        "Hold");
    }
}
