package io.github.dcie.admin.internal.catalog;

import static io.github.dcie.admin.internal.catalog.Drawn.QUARTER;
import static io.github.dcie.core.internal.model.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Chain;
import io.github.dcie.ExportWindow;
import io.github.dcie.admin.Audit.Finding;
import io.github.dcie.admin.Audit.Kind;
import io.github.dcie.admin.Audit.Verdict;
import io.github.dcie.admin.CatalogExport;
import io.github.dcie.admin.CatalogExport.State;
import io.github.dcie.admin.ExportCatalog;
import io.github.dcie.admin.ExportChain;
import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import io.github.dcie.core.internal.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is made of exports, and what is found wrong with them. */
class CatalogsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private static Span window(Instant from, Duration length) {
        return new Span.Incremental(ExportWindow.of(from, length));
    }

    private static ExportChain only(ExportCatalog catalog) {
        assertThat(catalog.chains()).hasSize(1);
        return catalog.chains().get(0);
    }

    private static Finding finding(ExportCatalog catalog, Kind kind) {
        assertThat(catalog.audit().findings()).extracting(Finding::kind).containsExactly(kind);
        return catalog.audit().findings().get(0);
    }

    @Nested
    class AChain {

        @Test // I1
        void isInOrderFromItsFullExportOn() {
            ExportCatalog catalog = Drawn.chain().windows(3).catalog();

            ExportChain chain = only(catalog);
            assertThat(chain.generation()).isEqualTo(1);
            assertThat(chain.start()).isEqualTo(NOON);
            assertThat(chain.full()).isPresent();
            assertThat(chain.windows())
                    .extracting(export -> export.from().orElseThrow())
                    .containsExactly(NOON, NOON.plus(QUARTER), NOON.plus(QUARTER.multipliedBy(2)));
            assertThat(chain.watermark()).isEqualTo(NOON.plus(QUARTER.multipliedBy(3)));
            assertThat(chain.exports()).hasSize(4).allSatisfy(export -> {
                assertThat(export.state()).isEqualTo(State.COMPLETED);
                assertThat(export.attempt()).hasValue(1);
                assertThat(export.completed()).isPresent();
            });
            assertThat(catalog.others()).isEmpty();
            assertThat(catalog.audit().verdict()).isEqualTo(Verdict.PROVEN);
            assertThat(catalog.audit().findings()).isEmpty();
        }

        @Test // F3: an attempt that failed is made up for by the next
        void hasFailedAttemptsAside() {
            ExportCatalog catalog = Drawn.chain()
                    .windows(1)
                    .failed(QUARTER, 1)
                    .failed(QUARTER, 2)
                    .window(QUARTER, 3)
                    .running(QUARTER)
                    .catalog();

            assertThat(only(catalog).windows())
                    .extracting(export -> export.attempt().orElseThrow())
                    .containsExactly(1, 3);
            assertThat(catalog.others())
                    .extracting(CatalogExport::state)
                    .containsExactly(State.FAILED, State.FAILED, State.IN_PROGRESS);
            assertThat(catalog.audit().findings()).isEmpty();
            assertThat(catalog.audit().toText()).contains("2 failed attempts, 1 in progress");
        }

        @Test // W1: a full export that failed, then one as of another time
        void hasFailedFullExportsAside() {
            Drawn drawn = Drawn.nothing().goesOnAt(NOON.minus(HOUR));
            drawn.add(new Span.Full(NOON.minus(HOUR)), 1, Progress.FAILED);
            drawn.goesOnAt(NOON).add(new Span.Full(NOON), 2, Progress.COMPLETED).windows(1);

            ExportCatalog catalog = drawn.catalog();

            assertThat(only(catalog).full().orElseThrow().attempt()).hasValue(2);
            assertThat(catalog.others()).extracting(CatalogExport::state).containsExactly(State.FAILED);
            assertThat(catalog.audit().findings()).isEmpty();
        }

        @Test // W1
        void takenOverBeginsWithAWindow() {
            ExportCatalog catalog = Drawn.nothing().goesOnAt(NOON).windows(3).catalog();

            assertThat(only(catalog).full()).isEmpty();
            assertThat(only(catalog).start()).isEqualTo(NOON);
            assertThat(only(catalog).windows()).hasSize(3);
            assertThat(catalog.audit().verdict()).isEqualTo(Verdict.PROVEN);
        }

        @Test // F5
        void followsAnother() {
            Drawn drawn = Drawn.chain().windows(2);
            Instant second = drawn.end().plusSeconds(77);
            ExportCatalog catalog = drawn.begins(second).windows(4).catalog();

            assertThat(catalog.chains()).extracting(ExportChain::generation).containsExactly(1, 2);
            assertThat(catalog.chain(2).orElseThrow().start()).isEqualTo(second);
            assertThat(catalog.chain(2).orElseThrow().windows()).hasSize(4);
            assertThat(catalog.chains())
                    .allSatisfy(chain -> assertThat(chain.exports())
                            .allSatisfy(
                                    export -> assertThat(export.generation()).hasValue(chain.generation())));
            assertThat(catalog.audit().findings()).isEmpty();
        }

        @Test // F5, I4: the first was reset before its full export was complete
        void isCountedWithThoseThatNeverBegan() {
            Drawn drawn = Drawn.nothing().add(new Span.Full(NOON), 1, Progress.FAILED);
            drawn.goesOnAt(NOON.plus(HOUR)).add(new Span.Full(NOON.plus(HOUR)), 1, Progress.COMPLETED);

            assertThat(only(drawn.windows(2).catalog()).generation()).isEqualTo(2);
        }

        @Test // T3: the state has adopted the older one
        void hasTheOldestExportOfOneToken() {
            Drawn drawn = Drawn.chain().windows(1);
            String first = drawn.last().exportId();
            drawn.add(window(NOON, QUARTER), 1, Progress.COMPLETED);

            assertThat(only(drawn.catalog()).windows())
                    .singleElement()
                    .satisfies(window -> assertThat(window.arn().exportId()).isEqualTo(first));
        }

        @Test
        void hasTheNumberThatTheStateGivesIt() {
            Drawn drawn = Drawn.chain().windows(2);
            Instant second = drawn.end().plusSeconds(77);
            drawn.begins(second).windows(1);

            ExportCatalog catalog =
                    drawn.catalog(Optional.of(new Chain(7, second, Optional.of(drawn.end()), drawn.end())));

            assertThat(catalog.chains()).extracting(ExportChain::generation).containsExactly(6, 7);
        }

        @Test
        void isReadOnFromWhereAConsumerIs() {
            Drawn drawn = Drawn.chain().windows(3);
            Instant second = drawn.end().plusSeconds(77);
            ExportCatalog catalog = drawn.begins(second).windows(1).catalog();

            assertThat(catalog.since(1, NOON.plus(QUARTER)))
                    .extracting(CatalogExport::to)
                    .containsExactly(
                            NOON.plus(QUARTER.multipliedBy(2)),
                            NOON.plus(QUARTER.multipliedBy(3)),
                            second,
                            second.plus(QUARTER));
            assertThat(catalog.since(2, second.plus(QUARTER))).isEmpty();
        }

        @Test // DynamoDB forgets exports after 90 days
        void goesOnFromManifestsToDynamoDbsRecords() {
            ExportCatalog catalog = Drawn.chain()
                    .windows(3)
                    .failed(QUARTER, 1)
                    .window(QUARTER, 2)
                    .windows(2)
                    .firstAreForgotten(3)
                    .catalog();

            assertThat(only(catalog).full()).isPresent();
            assertThat(only(catalog).windows()).hasSize(6);
            assertThat(only(catalog).windows().get(0).attempt()).isEmpty();
            assertThat(catalog.audit().verdict()).isEqualTo(Verdict.PROVEN);
            assertThat(finding(catalog, Kind.BY_MANIFEST).message()).contains("3 export(s)");
        }
    }

    @Nested
    class AFault {

        @Test
        void aHole() {
            ExportCatalog catalog =
                    Drawn.chain().windows(2).hole(QUARTER).windows(2).catalog();

            Finding hole = finding(catalog, Kind.HOLE);
            assertThat(hole.from()).contains(NOON.plus(QUARTER.multipliedBy(2)));
            assertThat(hole.to()).contains(NOON.plus(QUARTER.multipliedBy(3)));
            assertThat(hole.message()).contains("no export of it is known");
            assertThat(hole.from()).contains(only(catalog).watermark());
            assertThat(catalog.others()).hasSize(2);
            assertThat(catalog.audit().verdict()).isEqualTo(Verdict.REFUTED);
        }

        @Test // two of them, each told
        void twoHoles() {
            ExportCatalog catalog = Drawn.chain()
                    .windows(1)
                    .hole(HOUR)
                    .windows(1)
                    .hole(QUARTER)
                    .windows(1)
                    .catalog();

            assertThat(catalog.audit().of(Kind.HOLE)).hasSize(2);
        }

        @Test
        void aFailedOneInTheMiddle() {
            ExportCatalog catalog = Drawn.chain()
                    .windows(2)
                    .failed(QUARTER, 1)
                    .hole(QUARTER)
                    .windows(2)
                    .catalog();

            Finding hole = finding(catalog, Kind.HOLE);
            assertThat(hole.message()).contains("FAILED (S3NoSuchBucket: gone)");
            assertThat(hole.exports()).hasSize(1);
        }

        @Test
        void oneWithoutAFullExport() {
            Drawn drawn = Drawn.nothing();
            drawn.goesOnAt(NOON.minus(HOUR)).hole(HOUR).windows(3);

            Finding finding = finding(drawn.catalog(), Kind.BEGINNING_UNKNOWN);

            assertThat(finding.from()).contains(NOON);
            assertThat(drawn.catalog().audit().verdict()).isEqualTo(Verdict.UNPROVEN);
            assertThat(only(drawn.catalog()).windows()).hasSize(3);
        }

        @Test // billed twice, as a state that was rolled back does
        void aDuplicate() {
            Drawn drawn = Drawn.chain().windows(2);
            drawn.add(window(NOON, QUARTER), 1, Progress.COMPLETED);

            Finding finding = finding(drawn.catalog(), Kind.DUPLICATE);

            assertThat(finding.message()).contains("both were billed");
            assertThat(finding.exports()).hasSize(2);
            assertThat(only(drawn.catalog()).windows()).hasSize(2);
            assertThat(drawn.catalog().audit().verdict()).isEqualTo(Verdict.PROVEN);
        }

        @Test // F7
        void anAttemptThatWasGivenUpAndCompletedAfterAll() {
            Drawn drawn = Drawn.chain().window(QUARTER, 2).windows(1);
            drawn.add(window(NOON, QUARTER), 1, Progress.COMPLETED);

            assertThat(finding(drawn.catalog(), Kind.DUPLICATE).message()).contains("given up");
            assertThat(only(drawn.catalog()).windows().get(0).attempt()).hasValue(2);
        }

        @Test
        void anOverlap() {
            Drawn drawn = Drawn.chain().windows(3);
            drawn.add(window(NOON.plus(Duration.ofMinutes(5)), QUARTER), 1, Progress.COMPLETED);

            assertThat(drawn.catalog().audit().of(Kind.OVERLAP)).isNotEmpty();
            assertThat(drawn.catalog().audit().of(Kind.DUPLICATE)).isEmpty();
            assertThat(only(drawn.catalog()).windows()).hasSize(3);
        }

        @Test // a second full export of one time
        void aFullExportTwice() {
            Drawn drawn = Drawn.chain();
            drawn.add(new Span.Full(NOON), 2, Progress.COMPLETED).windows(1);

            assertThat(finding(drawn.catalog(), Kind.DUPLICATE).from()).contains(NOON);
            assertThat(finding(drawn.catalog(), Kind.DUPLICATE).exports()).doesNotHaveDuplicates();
        }

        @Test
        void aForeignExport() {
            Drawn drawn = Drawn.chain().windows(2);
            drawn.add(window(NOON, HOUR), Progress.COMPLETED, "a-token-of-somebody-else");

            assertThat(finding(drawn.catalog(), Kind.FOREIGN).message()).contains("somebody else's");
            assertThat(only(drawn.catalog()).windows()).hasSize(2);
        }

        @Test // a failed one of somebody else's left nothing
        void aForeignExportThatFailedIsNone() {
            Drawn drawn = Drawn.chain().windows(2);
            drawn.add(window(NOON, HOUR), Progress.FAILED, "a-token-of-somebody-else");

            assertThat(drawn.catalog().audit().findings()).isEmpty();
        }

        @Test // the token of a chain that nobody knows, where somebody should
        void anOrphan() {
            Drawn drawn = Drawn.chain().windows(2);
            Instant end = drawn.end();
            drawn.goesOnAt(NOON.plusSeconds(1)).hole(HOUR).add(window(end, QUARTER), 1, Progress.COMPLETED);

            assertThat(finding(drawn.catalog(), Kind.ORPHAN).message()).contains("belongs to no chain");
            assertThat(drawn.catalog().others())
                    .singleElement()
                    .satisfies(export -> assertThat(export.generation()).isEmpty());
        }

        @Test // G1
        void aTableThatWasCreatedAgain() {
            Drawn drawn = Drawn.chain().windows(3);
            drawn.lastIs(Drawn.ofTable(drawn.last(), "another-id"));

            assertThat(finding(drawn.catalog(), Kind.TABLE_RECREATED).message()).contains("another-id");
            assertThat(drawn.catalog().audit().verdict()).isEqualTo(Verdict.REFUTED);
        }

        @Test
        void aBucketOfAnotherOwner() {
            Drawn drawn = Drawn.chain().windows(1);
            drawn.lastIs(Drawn.ofOwner(drawn.last(), "111111111111")).windows(1);
            drawn.lastIs(Drawn.ofOwner(drawn.last(), "222222222222"));

            assertThat(finding(drawn.catalog(), Kind.OTHER_BUCKET_OWNER).message())
                    .contains("111111111111, 222222222222");
        }

        @Test // F5: what ran when the chain was reset
        void whatWasLeftBehindIsNone() {
            Drawn drawn =
                    Drawn.chain().windows(2).failed(QUARTER, 1).hole(QUARTER).windows(3);
            ExportCatalog catalog =
                    drawn.begins(drawn.end().plusSeconds(77)).windows(1).catalog();

            assertThat(finding(catalog, Kind.LEFT_BEHIND).exports()).hasSize(3);
            assertThat(catalog.audit().verdict()).isEqualTo(Verdict.PROVEN);
        }

        @Test // more than a chain has places for
        void aHoleInAChainThatWasReset() {
            Drawn drawn = Drawn.chain().windows(2).hole(QUARTER).windows(16);
            ExportCatalog catalog =
                    drawn.begins(drawn.end().plusSeconds(77)).windows(1).catalog();

            finding(catalog, Kind.HOLE);
        }

        @Test // F3: complete out of order, and the state knows that it is not committed
        void whatTheStateWaitsForIsNone() {
            Drawn drawn = Drawn.chain().windows(2);
            Chain state =
                    new Chain(1, NOON, Optional.of(drawn.end()), drawn.end().plus(HOUR));
            drawn.failed(QUARTER, 1).hole(QUARTER).windows(1);

            assertThat(drawn.catalog(Optional.of(state)).audit().findings()).isEmpty();
        }

        @Test
        void aStateThatSaysMoreThanIsKnown() {
            Drawn drawn = Drawn.chain().windows(2);
            Instant committed = drawn.end().plus(HOUR);

            ExportCatalog catalog = drawn.catalog(Optional.of(new Chain(1, NOON, Optional.of(committed), committed)));

            assertThat(finding(catalog, Kind.STATE_AHEAD).message()).contains(committed.toString());
        }
    }

    /** A chain as the library makes it: attempts, merged windows, resets, what DynamoDB forgets. */
    private static Drawn good(Random random) {
        Drawn drawn = Drawn.nothing().hole(Duration.ofMinutes(random.nextInt(10_000)));
        int generations = 1 + random.nextInt(3);
        for (int generation = 0; generation < generations; generation++) {
            Instant start = drawn.end().plusSeconds(1 + random.nextInt(5_000)); // a new chain begins behind the old one
            if (generation == 0 && random.nextInt(4) == 0) {
                drawn.goesOnAt(start).window(QUARTER, 1);
            } else {
                drawn.begins(start);
            }
            for (int window = random.nextInt(40); window > 0; window--) {
                Duration length = QUARTER.multipliedBy(1L + random.nextInt(96));
                int attempt = 1;
                while (random.nextInt(10) == 0) {
                    drawn.failed(length, attempt++);
                }
                drawn.window(length, attempt);
            }
        }
        return drawn;
    }

    @Property(tries = 1_000)
    void nothingIsFoundInAGoodChain(@ForAll long seed) {
        ExportCatalog catalog = good(new Random(seed)).catalog();

        assertThat(catalog.audit().findings()).as("seed %d", seed).isEmpty();
        assertThat(catalog.others())
                .as("seed %d", seed)
                .allSatisfy(export -> assertThat(export.state()).isEqualTo(State.FAILED));
        assertThat(catalog.chains()).as("seed %d", seed).allSatisfy(chain -> {
            Instant end = chain.start();
            for (CatalogExport window : chain.windows()) {
                assertThat(window.from()).contains(end);
                end = window.to();
            }
        });
    }

    @Property(tries = 300)
    void norIfDynamoDbHasForgottenItsBeginning(@ForAll long seed, @ForAll @IntRange(min = 0, max = 5) int forgotten) {
        Drawn drawn = Drawn.chain().windows(4 + new Random(seed).nextInt(20));

        ExportCatalog catalog = drawn.firstAreForgotten(forgotten).catalog();

        assertThat(catalog.audit().findings())
                .as("seed %d", seed)
                .extracting(Finding::kind)
                .isSubsetOf(Kind.BY_MANIFEST, Kind.UNCONFIRMED);
        assertThat(only(catalog).watermark()).isEqualTo(drawn.end());
    }
}
