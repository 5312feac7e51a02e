package io.github.dcie.sns;

import io.github.dcie.CompletedExport;
import io.github.dcie.Condition;
import io.github.dcie.EventId;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent;
import io.github.dcie.ExportEvent.ChainStarted;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionContinues;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportFormat;
import io.github.dcie.ExportType;
import io.github.dcie.ExportView;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.S3Object;
import io.github.dcie.TableArn;
import io.github.dcie.TableIdentity;
import io.github.dcie.testkit.jqwik.ExportDomain;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;

/** Events of every kind, job and table, with and without what is optional, and with any words of AWS's. */
public final class EventDomain extends ExportDomain {

    /** Whose event it is, and when. */
    private record Head(JobId job, TableArn arn, Optional<String> tableId, Instant at, long behind, int generation) {

        EventId id(String what) {
            return EventId.of(job + "/" + at + "/" + what);
        }

        TableIdentity table() {
            return new TableIdentity(arn, tableId);
        }
    }

    @Provide
    Arbitrary<ExportEvent> events() {
        return heads().flatMap(head -> Arbitraries.oneOf(
                        exports(head)
                                .map(export -> new FullExportCommitted(
                                        head.id("full"),
                                        head.job(),
                                        head.table(),
                                        head.generation(),
                                        head.at(),
                                        head.behind(),
                                        head.at(),
                                        export)),
                        windowsCommitted(head),
                        conditionEvents(head),
                        Arbitraries.of(ChainStarted.Cause.class)
                                .map(cause -> new ChainStarted(
                                        head.id("chain"),
                                        head.job(),
                                        head.table(),
                                        head.generation(),
                                        head.at(),
                                        cause,
                                        head.at()))))
                .withoutEdgeCases();
    }

    private Arbitrary<Head> heads() {
        return Combinators.combine(
                        jobIds(),
                        tables(),
                        Arbitraries.of("cf263806", "0a1b2c3d").optional(),
                        instants(),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.integers().greaterOrEqual(1))
                .as(Head::new);
    }

    private Arbitrary<ExportEvent> windowsCommitted(Head head) {
        return Combinators.combine(
                        windows(),
                        Arbitraries.of(ExportView.class),
                        exports(head),
                        exports(head).map(CompletedExport::arn).optional(),
                        Arbitraries.longs().greaterOrEqual(1))
                .as(
                        (ExportWindow window,
                                ExportView view,
                                CompletedExport export,
                                Optional<ExportArn> previous,
                                Long sequence) -> new WindowCommitted(
                                head.id("window"),
                                head.job(),
                                head.table(),
                                head.generation(),
                                head.at(),
                                head.behind(),
                                sequence,
                                window,
                                view,
                                export,
                                previous));
    }

    private Arbitrary<ExportEvent> conditionEvents(Head head) {
        Arbitrary<Condition> conditions = Combinators.combine(
                        Arbitraries.of(Condition.Kind.class),
                        instants(),
                        words(),
                        words(),
                        Arbitraries.strings().ofMaxLength(120).optional())
                .as(Condition::new);
        return Combinators.combine(
                        conditions, Arbitraries.of(ExportType.class), Arbitraries.of("begin", "still", "end"))
                .as((condition, type, what) -> switch (what) {
                    case "begin" ->
                        new ConditionBegan(
                                head.id(what),
                                head.job(),
                                head.table(),
                                head.generation(),
                                head.at(),
                                type,
                                head.behind(),
                                condition);
                    case "still" ->
                        new ConditionContinues(
                                head.id(what),
                                head.job(),
                                head.table(),
                                head.generation(),
                                head.at(),
                                type,
                                head.behind(),
                                condition);
                    default ->
                        new ConditionEnded(
                                head.id(what),
                                head.job(),
                                head.table(),
                                head.generation(),
                                head.at(),
                                type,
                                head.behind(),
                                condition);
                });
    }

    private Arbitrary<CompletedExport> exports(Head head) {
        Arbitrary<ExportArn> arns = Arbitraries.strings()
                .numeric()
                .ofLength(14)
                .map(number -> ExportArn.of(head.arn(), number + "-0a1b2c3d"));
        Arbitrary<Instant> moments = Combinators.combine(
                        instants(), Arbitraries.integers().between(0, 999))
                .as((second, millis) -> second.plusMillis(millis));
        return Combinators.combine(
                        arns,
                        destinations(),
                        Arbitraries.of(ExportFormat.class),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.longs().greaterOrEqual(0),
                        moments,
                        moments)
                .as((arn, destination, format, items, bytes, began, ended) -> new CompletedExport(
                        arn,
                        new S3Object(
                                destination.bucket(),
                                destination.prefix().map(prefix -> prefix + "/").orElse("") + "AWSDynamoDB/"
                                        + arn.exportId() + "/manifest-summary.json"),
                        destination.prefix(),
                        format,
                        items,
                        bytes,
                        began,
                        ended));
    }

    private static Arbitrary<String> words() {
        return Combinators.combine(
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(100),
                        Arbitraries.integers().between(1, 30))
                .as(String::repeat);
    }

    private Arbitrary<Instant> instants() {
        return windows().map(ExportWindow::from);
    }
}
