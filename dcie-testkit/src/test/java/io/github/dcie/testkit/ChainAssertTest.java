package io.github.dcie.testkit;

import static io.github.dcie.testkit.Requests.ORDERS;
import static io.github.dcie.testkit.Requests.START;
import static io.github.dcie.testkit.Requests.export;
import static io.github.dcie.testkit.Requests.incremental;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dcie.ExportWindow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChainAssertTest {

    private static final Duration SIZE = Duration.ofMinutes(15);
    private static final ExportWindow A = ExportWindow.of(START.minus(Duration.ofHours(2)), SIZE);
    private static final ExportWindow B = ExportWindow.of(A.to(), SIZE);
    private static final ExportWindow C = ExportWindow.of(B.to(), SIZE);

    private final ExportEmulator aws = ExportEmulator.withTable(ORDERS);

    // I1
    @Test
    void contiguousChain() {
        ChainAssert.assertThat(List.of(A, B, C))
                .startsAt(A.from())
                .endsAt(C.to())
                .isContiguous()
                .isDisjoint();
        ChainAssert.assertThat(List.of()).isContiguous().isDisjoint();
    }

    // I1
    @Test
    void holesAndOverlapsAreFound() {
        ExportWindow overlap = ExportWindow.of(A.from().plusSeconds(60), SIZE);
        fails(() -> ChainAssert.assertThat(List.of(A, C)).isContiguous(), C + " comes after " + A);
        fails(() -> ChainAssert.assertThat(List.of(B, A)).isContiguous(), "number 1");
        fails(() -> ChainAssert.assertThat(List.of(A, A)).isContiguous(), "comes after");
        fails(() -> ChainAssert.assertThat(List.of(C, A, overlap)).isDisjoint(), "overlaps");
        fails(() -> ChainAssert.assertThat(List.of(A)).startsAt(B.from()), "first window is " + A);
        fails(() -> ChainAssert.assertThat(List.of(A)).endsAt(B.to()), "last window is " + A);
        fails(() -> ChainAssert.assertThat(List.of()).startsAt(B.from()), "no windows");
        fails(() -> ChainAssert.assertThat(List.of()).endsAt(B.from()), "no windows");
    }

    // I2, I3
    @Test
    void exportedExactlyOnce() {
        aws.failNext(1, "X", "x");
        export(aws.client(), incremental(A.from(), SIZE));
        export(aws.client(), incremental(A.from(), SIZE));
        fails(() -> ChainAssert.assertThat(List.of(A)).isExportedExactlyOnceIn(aws), "there are 0");
        aws.clock().advance(Duration.ofHours(1));

        ChainAssert.assertThat(List.of(A)).isExportedExactlyOnceIn(aws);
        fails(() -> ChainAssert.assertThat(List.of(A, B)).isExportedExactlyOnceIn(aws), "there are 0");
        export(aws.client(), incremental(A.from(), SIZE));
        aws.clock().advance(Duration.ofHours(1));
        fails(() -> ChainAssert.assertThat(List.of(A)).isExportedExactlyOnceIn(aws), "there are 2");
    }

    private static void fails(org.assertj.core.api.ThrowableAssert.ThrowingCallable assertion, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessageContaining(message);
    }
}
