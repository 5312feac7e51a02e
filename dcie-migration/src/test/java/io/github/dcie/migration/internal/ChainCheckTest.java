package io.github.dcie.migration.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.migration.Claim;
import io.github.dcie.migration.Claim.Verdict;
import io.github.dcie.migration.PriorChain;
import io.github.dcie.migration.TakeOverFinding.Hole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether DynamoDB keeps or drops fractions of seconds is not known, so both must be right. */
class ChainCheckTest {

    private static final String T0 = "2026-01-14T10:18:50.622Z";
    private static final Instant LONG_AGO = Instant.parse("2025-10-01T00:00:00Z");

    private static ChainCheck check(String cursor, ExportFacts... exports) {
        return new ChainCheck(
                new PriorChain("it", Optional.of(Instant.parse(T0)), Optional.of(Instant.parse(cursor)), List.of()),
                new Exports(List.of(exports)),
                LONG_AGO);
    }

    private static void assertProven(ChainCheck check, String upTo) {
        assertThat(check.holes()).isEmpty();
        assertThat(check.fullExport()).extracting(Claim::verdict).containsExactly(Verdict.PROVEN);
        assertThat(check.lastExport()).extracting(Claim::verdict).containsExactly(Verdict.PROVEN);
        assertThat(check.windows()).extracting(Claim::verdict).containsExactly(Verdict.PROVEN);
        assertThat(check.cursor()).contains(Instant.parse(upTo));
        assertThat(check.provenUpTo(Set.of())).contains(Instant.parse(upTo));
    }

    @Test // it keeps them: the first window begins at the full export's very time
    void fractionsAreKept() {
        assertProven(
                check(
                        "2026-01-14T10:48:50.622Z",
                        Facts.full(T0),
                        Facts.window(T0, "2026-01-14T10:33:50.622Z"),
                        Facts.window("2026-01-14T10:33:50.622Z", "2026-01-14T10:48:50.622Z")),
                "2026-01-14T10:48:50Z");
    }

    @Test // it drops them: the first window begins a little before the full export's time
    void fractionsAreDropped() {
        assertProven(
                check(
                        "2026-01-14T10:48:50Z",
                        Facts.full(T0),
                        Facts.window("2026-01-14T10:18:50Z", "2026-01-14T10:33:50Z"),
                        Facts.window("2026-01-14T10:33:50Z", "2026-01-14T10:48:50Z")),
                "2026-01-14T10:48:50Z");
    }

    @Test // B2: repaired with times cut to the second, while the next window begins where the failed one was to end
    void aHoleOfMillisecondsIsOne() {
        ChainCheck check = check(
                "2026-01-14T10:48:50.622Z",
                Facts.full(T0),
                Facts.window("2026-01-14T10:18:50Z", "2026-01-14T10:33:50Z"),
                Facts.window("2026-01-14T10:33:50.622Z", "2026-01-14T10:48:50.622Z"));

        assertThat(check.holes())
                .extracting(Hole::from, Hole::to, Hole::verdict)
                .containsExactly(tuple(
                        Instant.parse("2026-01-14T10:33:50Z"),
                        Instant.parse("2026-01-14T10:33:50.622Z"),
                        Verdict.FALSE));
        assertThat(check.provenUpTo(Set.of())).contains(Instant.parse("2026-01-14T10:33:50Z"));
        assertThat(check.endingAt(Instant.parse("2026-01-14T10:33:50Z"))).isPresent();
    }

    @Test // the last window ends within the cursor's second, so there is nothing beyond the cursor
    void theRestOfTheCursorsSecondIsNotBeyondIt() {
        ChainCheck running = check(
                "2026-01-14T10:33:50.622Z",
                Facts.full(T0),
                Facts.window(T0, "2026-01-14T10:33:50.622Z", Progress.IN_PROGRESS));

        assertThat(running.runningBeyondCursor()).isEmpty();
        assertThat(running.lastExport()).extracting(Claim::verdict).containsExactly(Verdict.FALSE);
    }

    @Test // without a cursor, what follows the full export is beyond it
    void windowsAfterTheFullExportAreFoundFromItsVeryTime() {
        ChainCheck lost = new ChainCheck(
                new PriorChain("it", Optional.of(Instant.parse(T0)), Optional.empty(), List.of()),
                new Exports(List.of(Facts.full(T0), Facts.window(T0, "2026-01-14T10:33:50.622Z"))),
                LONG_AGO);

        assertThat(lost.windows())
                .extracting(Claim::message)
                .contains("none is claimed")
                .anySatisfy(message -> assertThat(message)
                        .startsWith("completed windows go on beyond the cursor, up to 2026-01-14T10:33:50.622Z"));
        assertThat(lost.provenUpTo(Set.of())).contains(Instant.parse("2026-01-14T10:33:50Z"));
    }

    @Test // F6: COMPLETED, and no manifest
    void whatIsNotWholeIsNotCompleted() {
        ExportFacts whole = Facts.window(T0, "2026-01-14T10:33:50.622Z");
        ExportFacts bare = new ExportFacts(
                whole.exportId(),
                whole.progress(),
                whole.type(),
                whole.token(),
                whole.tableId(),
                whole.startedAt(),
                whole.endedAt(),
                whole.exportTime(),
                whole.from(),
                whole.to(),
                whole.bucket(),
                whole.prefix(),
                whole.bucketOwner(),
                Optional.empty(),
                whole.format(),
                whole.view(),
                whole.itemCount(),
                whole.billedBytes(),
                whole.remark());

        assertThat(check("2026-01-14T10:33:50.622Z", Facts.full(T0), bare).lastExport())
                .extracting(Claim::verdict)
                .containsExactly(Verdict.FALSE);
    }

    @Test // many exports of one hole are named up to three
    void aHoleDoesNotNameEveryExport() {
        ChainCheck check = check(
                "2026-01-14T11:18:50.622Z",
                Facts.full(T0),
                Facts.window(T0, "2026-01-14T10:33:50.622Z", Progress.FAILED),
                Facts.window("2026-01-14T10:33:50.622Z", "2026-01-14T10:48:50.622Z", Progress.FAILED),
                Facts.window("2026-01-14T10:48:50.622Z", "2026-01-14T11:03:50.622Z", Progress.FAILED),
                Facts.window("2026-01-14T11:03:50.622Z", "2026-01-14T11:18:50.622Z", Progress.FAILED));

        assertThat(check.holes())
                .singleElement()
                .extracting(Hole::known)
                .asString()
                .endsWith(" FAILED, and 1 more");
    }
}
