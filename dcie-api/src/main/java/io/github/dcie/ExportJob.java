package io.github.dcie;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One table's continuous export: what is exported, to where, in which windows. Immutable, equal by value.
 *
 * <p>Hand the same job to every process that runs it. Where processes differ for a while, as in a rolling update, a
 * window that is planned keeps its bounds and the rest of the asking process's settings applies (K8). The id and the
 * table never change; a change of destination, format or view applies from the next export on, and every event says
 * what DynamoDB really wrote.
 */
public final class ExportJob {

    private static final Duration DAY = Duration.ofHours(24);

    private final JobId id;
    private final TableArn table;
    private final S3Destination destination;
    private final ExportFormat format;
    private final ExportView view;
    private final Duration windowSize;
    private final Duration settleDelay;
    private final WindowAlignment alignment;
    private final CatchUp catchUp;
    private final int maxInFlight;
    private final Duration stuckAfter;
    private final GapPolicy onGap;

    private ExportJob(Builder from) {
        id = from.id;
        table = from.table;
        destination = from.destination;
        format = from.format;
        view = from.view;
        windowSize = from.windowSize;
        settleDelay = from.settleDelay;
        alignment = from.alignment;
        catchUp = from.catchUp;
        maxInFlight = from.maxInFlight;
        stuckAfter = from.stuckAfter;
        onGap = from.onGap;
    }

    /**
     * A job with all settings at their defaults: windows of 15 minutes, DynamoDB JSON, old and new images.
     *
     * @param id the job's name
     * @param table the table
     * @param destination where the exports go
     * @return the job
     */
    public static ExportJob of(JobId id, TableArn table, S3Destination destination) {
        return builder(id, table, destination).build();
    }

    /**
     * A builder with all settings at their defaults.
     *
     * @param id the job's name
     * @param table the table
     * @param destination where the exports go
     * @return the builder
     */
    public static Builder builder(JobId id, TableArn table, S3Destination destination) {
        return new Builder(id, table, destination);
    }

    /**
     * A builder with this job's settings.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(id, table, destination)
                .format(format)
                .view(view)
                .windowSize(windowSize)
                .settleDelay(settleDelay)
                .alignment(alignment)
                .catchUp(catchUp)
                .maxInFlight(maxInFlight)
                .stuckAfter(stuckAfter)
                .onGap(onGap);
    }

    /**
     * The job's name.
     *
     * @return the id
     */
    public JobId id() {
        return id;
    }

    /**
     * The table.
     *
     * @return its ARN
     */
    public TableArn table() {
        return table;
    }

    /**
     * Where the exports go.
     *
     * @return bucket, prefix, owner and encryption
     */
    public S3Destination destination() {
        return destination;
    }

    /**
     * The format of the data files.
     *
     * @return the format
     */
    public ExportFormat format() {
        return format;
    }

    /**
     * What incremental exports show of a changed item.
     *
     * @return the view
     */
    public ExportView view() {
        return view;
    }

    /**
     * How long a window is when nothing has to be caught up.
     *
     * @return 15 minutes to 24 hours
     */
    public Duration windowSize() {
        return windowSize;
    }

    /**
     * How long after its end a window is exported (W3).
     *
     * @return not negative
     */
    public Duration settleDelay() {
        return settleDelay;
    }

    /**
     * Where windows end.
     *
     * @return the alignment
     */
    public WindowAlignment alignment() {
        return alignment;
    }

    /**
     * What happens when several windows are over.
     *
     * @return the way of catching up
     */
    public CatchUp catchUp() {
        return catchUp;
    }

    /**
     * How many exports run at once.
     *
     * @return 1 to 4
     */
    public int maxInFlight() {
        return maxInFlight;
    }

    /**
     * How long an incremental export may run before it is reported as stuck; a full export may take seven times as long.
     *
     * @return 1 hour to 30 days
     */
    public Duration stuckAfter() {
        return stuckAfter;
    }

    /**
     * What to do when history that is still needed is gone.
     *
     * @return the policy
     */
    public GapPolicy onGap() {
        return onGap;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExportJob job && settings().equals(job.settings());
    }

    @Override
    public int hashCode() {
        return settings().hashCode();
    }

    @Override
    public String toString() {
        return "export job " + id + " of " + table + " to " + destination + ", windows of " + windowSize
                + ", settleDelay "
                + settleDelay + ", " + format + ", " + view + ", " + alignment + ", " + catchUp + ", " + maxInFlight
                + " in flight, stuck after " + stuckAfter + ", on a gap " + onGap;
    }

    private List<Object> settings() {
        return List.of(
                id,
                table,
                destination,
                format,
                view,
                windowSize,
                settleDelay,
                alignment,
                catchUp,
                maxInFlight,
                stuckAfter,
                onGap);
    }

    /** Collects settings; {@link #build()} checks them together. Not thread-safe. */
    public static final class Builder {

        private final JobId id;
        private final TableArn table;
        private S3Destination destination;
        private ExportFormat format = ExportFormat.DYNAMODB_JSON;
        private ExportView view = ExportView.NEW_AND_OLD_IMAGES;
        private Duration windowSize = ExportWindow.SHORTEST;
        private Duration settleDelay = Duration.ofSeconds(5);
        private WindowAlignment alignment = WindowAlignment.CHAIN_START;
        private CatchUp catchUp = CatchUp.MERGED_WINDOWS;
        private int maxInFlight = 2;
        private Duration stuckAfter = DAY;
        private GapPolicy onGap = GapPolicy.hold();

        private Builder(JobId id, TableArn table, S3Destination destination) {
            this.id = Objects.requireNonNull(id, "id");
            this.table = Objects.requireNonNull(table, "table");
            this.destination = Objects.requireNonNull(destination, "destination");
        }

        /**
         * Another destination; it applies from the next export on.
         *
         * @param value where the exports go
         * @return this builder
         */
        public Builder destination(S3Destination value) {
            destination = Objects.requireNonNull(value, "destination");
            return this;
        }

        /**
         * The format of the data files. Default: {@link ExportFormat#DYNAMODB_JSON}.
         *
         * @param value the format
         * @return this builder
         */
        public Builder format(ExportFormat value) {
            format = Objects.requireNonNull(value, "format");
            return this;
        }

        /**
         * What incremental exports show of a changed item. Default: {@link ExportView#NEW_AND_OLD_IMAGES}.
         *
         * @param value the view
         * @return this builder
         */
        public Builder view(ExportView value) {
            view = Objects.requireNonNull(value, "view");
            return this;
        }

        /**
         * How long a window is. Default: 15 minutes.
         *
         * @param value 15 minutes to 24 hours, whole seconds
         * @return this builder
         */
        public Builder windowSize(Duration value) {
            windowSize = Objects.requireNonNull(value, "windowSize");
            return this;
        }

        /**
         * How long after its end a window is exported. DynamoDB's own clock counts, which each of its answers tells; where
         * an answer does not, it is taken to be a minute behind the caller's (Developer Guide, "Requesting a table export").
         * Default: 5 seconds.
         *
         * @param value 0 to 24 hours
         * @return this builder
         */
        public Builder settleDelay(Duration value) {
            settleDelay = Objects.requireNonNull(value, "settleDelay");
            return this;
        }

        /**
         * Where windows end. Default: {@link WindowAlignment#CHAIN_START}.
         *
         * @param value the alignment
         * @return this builder
         */
        public Builder alignment(WindowAlignment value) {
            alignment = Objects.requireNonNull(value, "alignment");
            return this;
        }

        /**
         * What happens when several windows are over. Default: {@link CatchUp#MERGED_WINDOWS}.
         *
         * @param value the way of catching up
         * @return this builder
         */
        public Builder catchUp(CatchUp value) {
            catchUp = Objects.requireNonNull(value, "catchUp");
            return this;
        }

        /**
         * How many exports run at once; more than one keeps up when an export takes longer than a window. Default: 2.
         *
         * @param value 1 to 4
         * @return this builder
         */
        public Builder maxInFlight(int value) {
            maxInFlight = value;
            return this;
        }

        /**
         * How long an incremental export may run before it is reported as stuck; a full export may take seven times as
         * long. An incremental one whose history would soon be lost is then given up and requested again. Default: 24
         * hours.
         *
         * @param value 1 hour to 30 days
         * @return this builder
         */
        public Builder stuckAfter(Duration value) {
            stuckAfter = Objects.requireNonNull(value, "stuckAfter");
            return this;
        }

        /**
         * What to do when history that is still needed is gone. Default: {@link GapPolicy#hold()}.
         *
         * @param value the policy
         * @return this builder
         */
        public Builder onGap(GapPolicy value) {
            onGap = Objects.requireNonNull(value, "onGap");
            return this;
        }

        /**
         * Checks the settings and makes the job.
         *
         * @return the job
         * @throws InvalidExportJobException if settings are out of range or contradict one another; it lists them all
         */
        public ExportJob build() {
            List<String> faults = new ArrayList<>();
            range(faults, "windowSize", windowSize, ExportWindow.SHORTEST, ExportWindow.LONGEST);
            range(faults, "settleDelay", settleDelay, Duration.ZERO, DAY);
            range(faults, "stuckAfter", stuckAfter, Duration.ofHours(1), Duration.ofDays(30));
            if (!isWholeSeconds(windowSize)) {
                faults.add("windowSize " + windowSize + ": expected whole seconds");
            }
            if (maxInFlight < 1 || maxInFlight > 4) {
                faults.add("maxInFlight " + maxInFlight + ": expected 1 to 4");
            }
            if (alignment == WindowAlignment.CLOCK && !divides(windowSize, DAY)) {
                faults.add("windowSize " + windowSize + " with alignment CLOCK: expected a size that divides 24 hours,"
                        + " such as PT15M, PT20M, PT30M, PT1H, PT6H; or use CHAIN_START");
            }
            if (!faults.isEmpty()) {
                throw new InvalidExportJobException(id, faults);
            }
            return new ExportJob(this);
        }

        private static boolean divides(Duration part, Duration whole) {
            return part.toSeconds() > 0 && isWholeSeconds(part) && whole.toSeconds() % part.toSeconds() == 0;
        }

        private static boolean isWholeSeconds(Duration value) {
            return value.truncatedTo(ChronoUnit.SECONDS).equals(value);
        }

        private static void range(List<String> faults, String name, Duration value, Duration least, Duration most) {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                faults.add(name + " " + value + ": expected " + least + " to " + most);
            }
        }
    }
}
