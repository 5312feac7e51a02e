package io.github.dcie.core.internal.effect;

import io.github.dcie.ExportEvent;
import io.github.dcie.core.internal.facts.CheckResult;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ListedPage;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.RequestResult;
import io.github.dcie.core.internal.facts.Search;
import io.github.dcie.core.internal.facts.TableLook;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.spi.CompletionCheck.Candidate;
import io.github.dcie.spi.OperatorRequest;
import io.github.dcie.spi.Revision;
import io.github.dcie.spi.StateDocument;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step wants done: plain data. A {@link World} does it and nothing else does.
 *
 * @param <R> what it gives
 */
public sealed interface Effect<R> {

    /** Does it. A new effect does not compile before every world can do it. */
    R in(World world) throws Exception;

    /** What it gives when the world threw that: a failed call of its kind, never a verdict (S17). */
    R failed(Throwable thrown);

    /** The type of what it gives, for whoever reads a record. */
    Class<R> gives();

    /** What it is called in the log and in records. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** What it is about, for the log. */
    default String about() {
        return name();
    }

    /** When it may be begun. */
    default Time time() {
        return Time.IN_TIME;
    }

    /** How much of the step's time an effect needs to be left. */
    enum Time {
        /** None: without it there is no outcome. */
        WHENEVER,
        /** Some of it (S15). */
        IN_TIME,
        /** Half of it: it is one look of many, and what the looks before it have shown is still to be written (T3, S15). */
        EARLY,
        /** The step's time begins anew, counted from here: what follows builds on what this reads (N1, S15). */
        ANEW
    }

    /** Read the state (S1), or read it again to merge the mark "delivered" into it (N1). */
    record ReadState(Time time) implements Effect<ReadResult> {
        @Override
        public ReadResult in(World world) throws Exception {
            return world.readState(this);
        }

        @Override
        public Class<ReadResult> gives() {
            return ReadResult.class;
        }

        @Override
        public ReadResult failed(Throwable thrown) {
            return new ReadResult.Failed(Failure.of(thrown));
        }
    }

    /** Describe an export (S3, T3, N2). */
    record DescribeExport(String exportId, Time time) implements Effect<DescribeResult> {
        @Override
        public String about() {
            return name() + " of " + exportId;
        }

        @Override
        public DescribeResult in(World world) {
            return world.describeExport(this);
        }

        @Override
        public Class<DescribeResult> gives() {
            return DescribeResult.class;
        }

        @Override
        public DescribeResult failed(Throwable thrown) {
            return new DescribeResult.Unanswered(trouble(Trouble.DESCRIBE_EXPORT, thrown));
        }
    }

    /** List one page of the table's exports, newest first (T3, K5). */
    record ListExports(Optional<String> page) implements Effect<ListedPage> {
        @Override
        public ListedPage in(World world) {
            return world.listExports(this);
        }

        @Override
        public Class<ListedPage> gives() {
            return ListedPage.class;
        }

        @Override
        public ListedPage failed(Throwable thrown) {
            return new ListedPage.Unanswered(trouble(Trouble.LIST_EXPORTS, thrown));
        }
    }

    /** Ask what point-in-time recovery covers (S5). */
    record DescribeBackups() implements Effect<PitrStatus> {
        @Override
        public PitrStatus in(World world) {
            return world.describeBackups(this);
        }

        @Override
        public Class<PitrStatus> gives() {
            return PitrStatus.class;
        }

        @Override
        public PitrStatus failed(Throwable thrown) {
            return new PitrStatus.Unanswered(trouble(Trouble.DESCRIBE_CONTINUOUS_BACKUPS, thrown));
        }
    }

    /** Describe the table (G2, G3; and for a plan, what a full export is billed by). */
    record DescribeTable() implements Effect<TableLook> {
        @Override
        public TableLook in(World world) {
            return world.describeTable(this);
        }

        @Override
        public Class<TableLook> gives() {
            return TableLook.class;
        }

        @Override
        public TableLook failed(Throwable thrown) {
            return new TableLook.Unanswered(trouble(Trouble.DESCRIBE_TABLE, thrown));
        }
    }

    /** Ask the user's check about an export that DynamoDB calls complete (I2, F3). */
    record CheckCompletion(Candidate candidate) implements Effect<CheckResult> {
        @Override
        public CheckResult in(World world) throws Exception {
            return world.checkCompletion(this);
        }

        @Override
        public Class<CheckResult> gives() {
            return CheckResult.class;
        }

        @Override
        public CheckResult failed(Throwable thrown) {
            return CheckResult.failed(thrown);
        }
    }

    /**
     * Write the state, on condition that it is still the one that was read (S6, S8, S9).
     *
     * @param news what becomes true by it, for the log
     */
    record WriteState(
            Revision expected,
            StateDocument document,
            Map<String, String> readable,
            Instant at,
            Optional<OperatorRequest> acknowledges,
            List<News> news)
            implements Effect<WriteAnswer> {
        @Override
        public String about() {
            return name() + " of revision " + expected.next();
        }

        @Override
        public WriteAnswer in(World world) throws Exception {
            return world.writeState(this);
        }

        @Override
        public Class<WriteAnswer> gives() {
            return WriteAnswer.class;
        }

        @Override
        public WriteAnswer failed(Throwable thrown) {
            return new WriteAnswer.Unknown(Failure.of(thrown));
        }
    }

    /** Request an export with its token (S7). */
    record RequestExport(Search planned) implements Effect<RequestResult> {
        @Override
        public String about() {
            return name() + " with token " + planned.token().value();
        }

        @Override
        public RequestResult in(World world) {
            return world.requestExport(this);
        }

        @Override
        public Class<RequestResult> gives() {
            return RequestResult.class;
        }

        @Override
        public RequestResult failed(Throwable thrown) {
            return new RequestResult.Unanswered(
                    trouble(Trouble.EXPORT_TABLE, thrown)); // it may have been accepted (T2)
        }
    }

    /** Deliver an event (S9). */
    record Deliver(ExportEvent event) implements Effect<DeliveryResult> {
        @Override
        public String about() {
            return name() + " of " + event.id();
        }

        @Override
        public DeliveryResult in(World world) throws Exception {
            return world.deliver(this);
        }

        @Override
        public Class<DeliveryResult> gives() {
            return DeliveryResult.class;
        }

        @Override
        public DeliveryResult failed(Throwable thrown) {
            return new DeliveryResult.Refused(
                    thrown instanceof InterruptedException ? "interrupted" : Trouble.words(thrown));
        }
    }

    /** What is around a step: one method for each effect. What these throw is a failed call of that kind (S17). */
    interface World {

        ReadResult readState(ReadState effect) throws Exception;

        DescribeResult describeExport(DescribeExport effect);

        ListedPage listExports(ListExports effect);

        PitrStatus describeBackups(DescribeBackups effect);

        TableLook describeTable(DescribeTable effect);

        CheckResult checkCompletion(CheckCompletion effect) throws Exception;

        WriteAnswer writeState(WriteState effect) throws Exception;

        RequestResult requestExport(RequestExport effect);

        DeliveryResult deliver(Deliver effect) throws Exception;
    }

    private static Trouble trouble(String operation, Throwable thrown) {
        return new Trouble(Trouble.Kind.PASSING, operation, Trouble.words(thrown));
    }
}
