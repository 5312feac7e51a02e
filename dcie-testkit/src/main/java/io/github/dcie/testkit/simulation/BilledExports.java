package io.github.dcie.testkit.simulation;

import io.github.dcie.ExportArn;
import io.github.dcie.ExportEvent.FullExportCommitted;
import io.github.dcie.ExportJob;
import io.github.dcie.ExportWindow;
import io.github.dcie.GapPolicy;
import io.github.dcie.TableArn;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import io.github.dcie.testkit.ExportEmulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * I3 and I1 of what DynamoDB has accepted, and so billed: one export for each token, and for each window of a chain; a
 * further one only if those before it failed, ran for too long, or belong to a chain that was reset.
 */
final class BilledExports {

    /** A full export may take so many times as long as an incremental one (F7). */
    private static final int FULL_EXPORTS_PATIENCE = 7;

    /** A full export that is rejected is repeated so often (F3). */
    private static final int MOST_REPEATS = 3;

    /** A window that is rejected is repeated after this long at the earliest, clocks apart (F3). */
    private static final Duration DAY = Duration.ofHours(23);

    /** A little less: the first time that an export was not found may have been just before. */
    private static final Duration GONE = Duration.ofMinutes(55);

    private final TableArn table;
    private final ExportEmulator aws;
    private final Consumer<String> violated;
    private final Map<ExportArn, Instant> rejected = new HashMap<>();
    private final Set<ExportArn> arns = new HashSet<>();
    private final Set<String> tokens = new HashSet<>();
    private final Map<ExportWindow, EmulatedExport> newestOfWindow = new HashMap<>();
    private final NavigableMap<Instant, EmulatedExport> chain = new TreeMap<>();
    private final List<EmulatedExport> fulls = new ArrayList<>();
    private Instant lookedAt = Instant.MIN;
    private Duration stuckAfter = Duration.ofDays(30);
    private boolean gapsReset;
    private int resets;
    private Duration hidden = Duration.ZERO;

    BilledExports(TableArn table, ExportEmulator aws, Consumer<String> violated) {
        this.table = table;
        this.aws = aws;
        this.violated = violated;
    }

    /** A person has asked for a new chain. */
    void resetAsked() {
        resets++;
    }

    /** Exports were listed and not found. */
    void wereHidden(Duration time) {
        hidden = hidden.plus(time);
    }

    void configured(ExportJob job) {
        stuckAfter = job.stuckAfter().compareTo(stuckAfter) < 0 ? job.stuckAfter() : stuckAfter;
        gapsReset |= job.onGap() instanceof GapPolicy.StartNewChain;
    }

    /** How many DynamoDB has accepted. */
    int count() {
        return arns.size();
    }

    boolean wasAccepted(ExportArn arn) {
        look();
        return arns.contains(arn);
    }

    /** The truth on an export, unless DynamoDB has forgotten it. */
    Optional<EmulatedExport> find(ExportArn arn) {
        if (!arn.table().equals(table)) {
            return Optional.empty();
        }
        try {
            return Optional.of(aws.export(arn));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Takes note of what was accepted since the last look. */
    void look() {
        for (EmulatedExport export : aws.exportsSince(table, lookedAt)) {
            if (arns.add(export.arn())) {
                accepted(export);
                lookedAt = export.requestedAt();
            }
        }
    }

    private void accepted(EmulatedExport export) {
        if (!tokens.add(export.clientToken())) {
            violated.accept("I3: two exports of one token: " + name(export));
        }
        if (export.window().isPresent()) {
            acceptedWindow(export, export.window().get());
        } else {
            acceptedFull(export);
        }
    }

    /** The user's check has rejected an export: it was billed, and is billed again when it is repeated (F3). */
    void rejected(ExportArn export, Instant at) {
        rejected.putIfAbsent(export, at);
    }

    private void acceptedFull(EmulatedExport export) {
        long inVain = fulls.stream()
                .filter(before -> rejected.containsKey(before.arn()))
                .count();
        if (inVain > MOST_REPEATS + (MOST_REPEATS + 1L) * resets) {
            violated.accept("F3: after " + inVain + " full exports that were rejected: " + name(export));
        }
        fulls.removeIf(before -> isExcused(before, export));
        fulls.add(export);
        long good = fulls.stream()
                .filter(before -> !rejected.containsKey(before.arn()))
                .count();
        if (good > resets + 1 && !gapsReset) {
            violated.accept(
                    "I3: " + good + " full exports that have not failed, after " + resets + " resets: " + name(export));
        }
        chain.clear();
    }

    private void acceptedWindow(EmulatedExport export, ExportWindow window) {
        Optional.ofNullable(newestOfWindow.put(window, export))
                .filter(before -> !isExcused(before, export) && !wasRejectedADayBefore(before, export))
                .ifPresent(before -> violated.accept("I3: two exports of one window: " + name(before) + " requested at "
                        + before.requestedAt() + ", and " + name(export)));
        Optional<Instant> start = fulls.isEmpty()
                ? Optional.empty()
                : Optional.of(fulls.get(fulls.size() - 1).exportTime());
        // a process that was frozen may ask for a window of the chain before
        if (start.filter(begin -> window.from().isBefore(begin)).isPresent()) {
            return;
        }
        Optional.ofNullable(chain.lowerEntry(window.to()))
                .map(Map.Entry::getValue)
                .filter(before -> before.exportTime().isAfter(window.from()))
                .filter(before -> !before.window().equals(Optional.of(window)))
                .ifPresent(before -> violated.accept("I1: windows overlap: " + name(before) + " and " + name(export)));
        chain.put(window.from(), export);
    }

    /** Whether an export may be followed by another one of the same. */
    private boolean isExcused(EmulatedExport before, EmulatedExport export) {
        Optional<EmulatedExport> truth = find(before.arn());
        boolean full = export.window().isEmpty();
        Duration patience = full ? stuckAfter.multipliedBy(FULL_EXPORTS_PATIENCE) : stuckAfter;
        return truth.isEmpty()
                || (truth.get().state() == State.FAILED && !truth.get().endsAt().isAfter(export.requestedAt()))
                || !before.tableId().equals(export.tableId())
                // given up (F7); one whose status is not understood counts as running
                || Duration.between(before.requestedAt(), export.requestedAt()).compareTo(patience) > 0
                // not found for an hour in which it was asked for (F7); when that was does not matter much
                || hidden.compareTo(GONE) >= 0
                || (!full && wasFullRequestedSince(before));
    }

    private boolean wasRejectedADayBefore(EmulatedExport before, EmulatedExport export) {
        return Optional.ofNullable(rejected.get(before.arn()))
                .filter(at -> !export.requestedAt().isBefore(at.plus(DAY)))
                .isPresent();
    }

    private boolean wasFullRequestedSince(EmulatedExport export) {
        return !fulls.isEmpty() && fulls.get(fulls.size() - 1).requestedAt().isAfter(export.requestedAt());
    }

    /** I3: what was billed for the newest chain was told, is open, or has failed or was given up. */
    void checkOrphans(FullExportCommitted start, Predicate<EmulatedExport> known) {
        Instant begun = start.export().startedAt();
        for (EmulatedExport export : aws.exportsSince(table, begun)) {
            boolean ofChain = export.requestedAt().isAfter(begun)
                    && export.window()
                            .filter(window -> !window.from().isBefore(start.exportTime()))
                            .isPresent();
            if (ofChain && export.state() == State.COMPLETED && !known.test(export) && !wasReplaced(export)) {
                violated.accept("I3: billed, and no chain knows it: " + name(export));
            }
        }
    }

    private boolean wasReplaced(EmulatedExport export) {
        return export.window()
                .map(newestOfWindow::get)
                .filter(newest -> !newest.arn().equals(export.arn()))
                .isPresent();
    }

    private static String name(EmulatedExport export) {
        return export.window().map(window -> "window " + window).orElse("full export as of " + export.exportTime());
    }
}
