package io.github.dcie.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.Chain;
import io.github.dcie.Condition;
import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.ConditionBegan;
import io.github.dcie.ExportEvent.ConditionEnded;
import io.github.dcie.ExportEvent.ExportCommitted;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportEvent.WindowCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobStatus;
import io.github.dcie.OpenExport;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.RecordingNotifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Knows DynamoDB's truth, what a person asked, what is stored and what was told; checks I1 to I5. */
final class Oracle {

    private final ExportJob job;
    private final ExportEmulator aws;
    private final RecordingNotifier events;
    private final Map<Integer, Instant> watermarks = new HashMap<>();
    private int generation;
    private int resets;
    private int delivered;
    private long highest = -1;
    private int highestGeneration;

    Oracle(ExportJob job, ExportEmulator aws, RecordingNotifier events) {
        this.job = job;
        this.aws = aws;
        this.events = events;
    }

    void resetAsked() {
        resets++;
    }

    /** After every move. */
    void check(JobStatus status) {
        status.chain().ifPresent(chain -> checkStored(chain, status.openExports()));
        List<? extends Object> all = events.deliveries();
        for (; delivered < all.size(); delivered++) {
            if (all.get(delivered) instanceof ExportCommitted committed) {
                checkDelivered(committed);
            }
        }
    }

    private void checkStored(Chain chain, List<OpenExport> open) {
        assertThat(chain.generation()).as("I4: generation").isBetween(generation, resets + 1);
        generation = chain.generation();
        chain.watermark().ifPresent(mark -> {
            Instant before = watermarks.getOrDefault(generation, Instant.MIN);
            assertThat(mark).as("I4: watermark of generation %s", generation).isAfterOrEqualTo(before);
            watermarks.put(generation, mark);
        });
        List<ExportWindow> windows =
                open.stream().flatMap(export -> export.window().stream()).toList();
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).from())
                    .as("I1: planned windows")
                    .isEqualTo(windows.get(i - 1).to());
        }
        assertThat(open.stream()
                        .filter(export -> export.state() == OpenExport.State.RUNNING
                                || export.state() == OpenExport.State.PLANNED)
                        .count())
                .as("W4: exports in flight")
                .isLessThanOrEqualTo(job.maxInFlight());
    }

    /** I2, and the order of I6. */
    private void checkDelivered(ExportCommitted committed) {
        EmulatedExport truth = aws.export(committed.export().arn());
        assertThat(truth.state()).as("I2: %s", committed).isEqualTo(EmulatedExport.State.COMPLETED);
        if (committed instanceof WindowCommitted window) {
            assertThat(truth.window()).as("I2: %s", committed).contains(window.window());
        } else {
            assertThat(truth.exportTime()).as("I2: %s", committed).isEqualTo(committed.watermark());
        }
        if (committed.generation() > highestGeneration) {
            highestGeneration = committed.generation();
            highest = -1;
        }
        if (committed.generation() == highestGeneration) {
            assertThat(committed.sequence()).as("I6: order of %s", committed).isLessThanOrEqualTo(highest + 1);
            highest = Math.max(highest, committed.sequence());
        }
    }

    /** When all is quiet: the whole story once more. */
    void checkAll(JobStatus status) {
        Map<Integer, Map<Long, ExportCommitted>> told = new TreeMap<>();
        for (ExportCommitted event : events.events(ExportCommitted.class)) {
            ExportCommitted same = told.computeIfAbsent(event.generation(), g -> new TreeMap<>())
                    .putIfAbsent(event.sequence(), event);
            assertThat(same).as("N1: one event for each position: %s", event).isNull();
        }
        told.forEach((number, chain) -> checkChain(number, new ArrayList<>(chain.values())));
        Chain now = status.chain().orElseThrow();
        List<ExportCommitted> current =
                new ArrayList<>(told.get(now.generation()).values());
        assertThat(current.get(current.size() - 1).watermark())
                .as("I6: everything committed was told")
                .isEqualTo(now.watermark().orElseThrow());
        checkExports();
        checkOrphans(status);
        checkConditions(status);
    }

    /** N3: what began and holds no more has ended. */
    private void checkConditions(JobStatus status) {
        Set<String> open = new HashSet<>();
        events.events(ConditionBegan.class).forEach(event -> open.add(name(event.condition())));
        events.events(ConditionEnded.class).forEach(event -> open.remove(name(event.condition())));
        status.conditions().forEach(condition -> open.remove(name(condition)));
        assertThat(open).as("N3: conditions whose end was never told").isEmpty();
    }

    private static String name(Condition condition) {
        return condition.kind() + " since " + condition.since();
    }

    /** I3: what was billed was told, is open, or belongs to a chain that was reset. */
    private void checkOrphans(JobStatus status) {
        Set<ExportArn> known = new HashSet<>();
        events.events(ExportCommitted.class)
                .forEach(event -> known.add(event.export().arn()));
        status.openExports().forEach(export -> export.arn().ifPresent(known::add));
        Instant begun = events.events(FullExportCommitted.class).stream()
                .filter(event -> event.generation() == generation)
                .map(event -> event.export().startedAt())
                .findFirst()
                .orElseThrow();
        assertThat(aws.exports(job.table()))
                .as("I3: exports that no chain knows")
                .filteredOn(export -> export.state() != EmulatedExport.State.FAILED)
                .filteredOn(export -> generation == 1 || export.requestedAt().isAfter(begun))
                .extracting(EmulatedExport::arn)
                .allSatisfy(arn -> assertThat(known).contains(arn));
    }

    private void checkChain(int number, List<ExportCommitted> chain) {
        assertThat(chain.get(0)).as("I1: generation %s begins", number).isInstanceOf(FullExportCommitted.class);
        Optional<ExportCommitted> before = Optional.empty();
        for (ExportCommitted event : chain) {
            assertThat(event.sequence())
                    .as("N1: no hole in the sequence")
                    .isEqualTo(before.map(b -> b.sequence() + 1).orElse(0L));
            assertThat(event.previous())
                    .as("N2: previous")
                    .isEqualTo(before.map(b -> b.export().arn()));
            if (event instanceof WindowCommitted window) {
                assertThat(window.window().from())
                        .as("I1: %s", window)
                        .isEqualTo(before.orElseThrow().watermark());
            }
            before = Optional.of(event);
        }
    }

    /** I3: one export for each token; a window's other exports have failed, or belong to a chain that was reset. */
    private void checkExports() {
        List<EmulatedExport> all = aws.exports(job.table());
        assertThat(all.stream().map(EmulatedExport::clientToken).toList())
                .as("I3: tokens")
                .doesNotHaveDuplicates();
        Map<ExportWindow, Integer> whole = new HashMap<>();
        int fulls = 0;
        for (EmulatedExport export : all) {
            if (export.state() != EmulatedExport.State.FAILED) {
                export.window().ifPresent(window -> whole.merge(window, 1, Integer::sum));
                fulls += export.window().isPresent() ? 0 : 1;
            }
        }
        assertThat(whole)
                .as("I3: exports of a window that have not failed")
                .allSatisfy((window, count) -> assertThat(count).isLessThanOrEqualTo(generation));
        assertThat(fulls).as("I3: full exports that have not failed").isLessThanOrEqualTo(generation);
    }
}
