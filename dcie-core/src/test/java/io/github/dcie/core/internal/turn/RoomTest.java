package io.github.dcie.core.internal.turn;

import static io.github.dcie.core.internal.model.Samples.JOB;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.ExportWindow;
import io.github.dcie.StepAction;
import io.github.dcie.core.internal.model.Generation;
import io.github.dcie.core.internal.model.JobState;
import io.github.dcie.core.internal.model.PastGeneration;
import io.github.dcie.core.internal.model.Samples;
import io.github.dcie.core.internal.model.Span;
import io.github.dcie.core.internal.model.Stage;
import io.github.dcie.core.internal.model.TrackedExport;
import io.github.dcie.core.internal.rules.Notice;
import io.github.dcie.core.internal.rules.Notices;
import io.github.dcie.core.internal.rules.Settings;
import io.github.dcie.spi.OperatorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** K1, K2, F5: how much is planned and kept while nothing that is pending can be told. */
class RoomTest {

    private static final Settings SETTINGS = Samples.settings(JOB);
    private static final OperatorRequest RESET = OperatorRequest.parse("RESET_WITH_FULL_EXPORT_AGAIN");

    /** A chain that owes so many windows of a day. */
    private static Tale owing(int windows) {
        Tale tale = Tale.following(SETTINGS);
        tale.state = tale.state.generation(generation -> with(generation, windows));
        tale.now = NOON.plus(Duration.ofDays(windows)).plusSeconds(120);
        return tale;
    }

    private static Generation with(Generation generation, int windows) {
        Generation result = generation;
        Instant from = NOON;
        for (int i = 0; i < windows; i++) {
            ExportWindow window = ExportWindow.of(from, Duration.ofDays(1));
            result = result.append(
                    new TrackedExport(new Span.Incremental(window), 1, new Stage.Committed(Samples.exportId(from, i))));
            from = window.to();
        }
        return result;
    }

    private static PastGeneration past(int number, int owed) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < owed; i++) {
            ids.add(Samples.exportId(NOON, i));
        }
        return new PastGeneration(number, Cause.FIRST, false, NOON, 1, Optional.empty(), ids);
    }

    @Test // K2
    void sixteenPlacesAndNoMore() {
        Tale fifteen = owing(15).later(Duration.ofDays(1));
        assertThat(fifteen.planned(fifteen.pitr()).requests()).hasSize(1);

        Tale sixteen = owing(16).later(Duration.ofDays(1));
        assertThat(sixteen.planned(sixteen.pitr()).requests()).isEmpty();
    }

    @Test // K2: from the ninth place on a window of a day, or none
    void fromTheNinthOnOnlyTheGreatest() {
        Tale eight = owing(8).later(Duration.ofHours(23));
        assertThat(eight.planned(eight.pitr()).requests()).isEmpty();
        eight.later(Duration.ofHours(1));
        assertThat(eight.planned(eight.pitr()).requests()).hasSize(1);

        Tale seven = owing(7).later(Duration.ofMinutes(15));
        assertThat(seven.planned(seven.pitr()).requests()).hasSize(1);
    }

    @ParameterizedTest // K1: what older chains owe leaves less room, in exports, each chain counted as four more
    @CsvSource({"15, 2, true", "15, 3, false", "14, 3, true", "0, 17, true", "0, 18, false"})
    void olderChainsTakeRoom(int own, int owedByOlder, boolean room) {
        Tale tale = owing(own).later(Duration.ofDays(1));
        tale.state = tale.state.withPast(List.of(past(1, owedByOlder)));

        assertThat(tale.planned(tale.pitr()).requests()).hasSize(room ? 1 : 0);
    }

    @Test // K2: only the facts can tell how long a full list may last, so they are looked at once a day is over
    void aFullListLooksAtTheFactsWhenADayIsOver() {
        Tale tale = owing(16);
        assertThat(new Outlook(Observing.observed(tale.begin(), Map.of())).wantsFacts())
                .isFalse();
        tale.later(Duration.ofHours(24));
        assertThat(new Outlook(Observing.observed(tale.begin(), Map.of())).wantsFacts())
                .isTrue();
        Tale room = owing(15);
        assertThat(new Outlook(Observing.observed(room.begin(), Map.of())).wantsFacts())
                .isFalse();
    }

    @ParameterizedTest // F5, K1: a reset waits until what is pending fits
    @CsvSource({"16, 16, true", "16, 17, false", "12, 20, true", "12, 21, false"})
    void aResetWaitsForRoom(int own, int owedByOlder, boolean resets) {
        Tale tale = owing(own);
        tale.state = tale.state.withPast(List.of(past(1, owedByOlder)));

        Turn turn = tale.begin(RESET);

        assertThat(turn.acknowledges().isPresent()).isEqualTo(resets);
        assertThat(turn.actions().stream().anyMatch(action -> action.kind() == StepAction.Kind.RESET))
                .isEqualTo(resets);
        assertThat(turn.state().generation().number()).isEqualTo(resets ? 2 : 1);
    }

    @Test // F5, N1: what an older chain owes is told first, with its own positions
    void whatAnOlderChainOwesKeepsItsOrder() {
        Tale again = owing(3);
        again.keep(again.begin(RESET));
        List<Notice> owed = Notices.pending(again.state);
        assertThat(owed)
                .extracting(notice -> ((Notice.Export) notice).sequence())
                .containsExactly(1L, 2L, 3L);
        assertThat(owed)
                .extracting(notice -> ((Notice.Export) notice).generation())
                .containsOnly(1);
        assertThat(((Notice.Export) owed.get(2)).previousExportId()).contains(((Notice.Export) owed.get(1)).exportId());
        JobState one = Notices.settle(again.state, "other", List.of(owed.get(0)), Optional.empty(), again.now);
        assertThat(Notices.pending(one)).isEqualTo(owed.subList(1, 3));
    }
}
