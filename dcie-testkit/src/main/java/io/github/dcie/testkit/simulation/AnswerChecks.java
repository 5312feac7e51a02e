package io.github.dcie.testkit.simulation;

import io.github.dcie.Chain;
import io.github.dcie.ExportWindow;
import io.github.dcie.GapPolicy;
import io.github.dcie.JobStatus;
import io.github.dcie.OpenExport;
import io.github.dcie.OpenExport.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;

/**
 * Checks what steps answer: I1 of what is planned, W4, I4 of successive answers: of all processes together where all see
 * the newest state, else of each by itself.
 */
final class AnswerChecks {

    /** What one who reads the answers has seen last. */
    private static final class Last {
        private int generation;
        private Instant watermark = Instant.MIN;
        private int failingGeneration;
        private Instant failingFrontier = Instant.MIN;
        private List<ExportWindow> failing = List.of();
    }

    private final Consumer<String> violated;
    private int resets;
    private int mostInFlight;
    private boolean gapsReset;
    private final Map<Object, Last> answers = new WeakHashMap<>();

    AnswerChecks(Consumer<String> violated) {
        this.violated = violated;
    }

    void resetAsked() {
        resets++;
    }

    /** A chain of a job whose state was lost may be numbered anew. */
    void stateLost() {
        answers.clear();
    }

    /** Another configuration is in use, from now on or once more. */
    void configured(int maxInFlight, GapPolicy policy) {
        mostInFlight = Math.max(mostInFlight, maxInFlight);
        gapsReset |= policy instanceof GapPolicy.StartNewChain;
    }

    /**
     * An answer.
     *
     * @param whose answers of the same are compared
     */
    void check(Object whose, JobStatus status, boolean undisturbed) {
        Last last = answers.computeIfAbsent(whose, first -> new Last());
        status.chain().ifPresent(chain -> {
            check(last, chain, undisturbed);
            checkPlanned(chain, status.openExports());
            if (undisturbed) {
                checkFailing(last, chain, status.openExports());
            }
        });
    }

    private void check(Last last, Chain chain, boolean undisturbed) {
        if (chain.generation() > resets + 1 && !gapsReset) {
            violated.accept("I4: generation " + chain.generation() + " after " + resets + " resets");
        }
        // one that was overtaken in the midst may answer with what it knows
        if (!undisturbed) {
            return;
        }
        if (chain.generation() < last.generation) {
            violated.accept("I4: generation " + chain.generation() + " after generation " + last.generation);
        }
        Instant mark = chain.watermark().orElse(Instant.MIN);
        if (chain.generation() == last.generation && mark.isBefore(last.watermark)) {
            violated.accept("I4: watermark " + mark + " of generation " + last.generation + " after " + last.watermark);
        }
        last.generation = chain.generation();
        last.watermark = mark;
    }

    /** While an export that had failed by the last answer is not complete, nothing new is planned (W6). */
    private void checkFailing(Last last, Chain chain, List<OpenExport> open) {
        boolean still = chain.generation() == last.failingGeneration
                && open.stream()
                        .filter(AnswerChecks::isFailing)
                        .anyMatch(
                                export -> last.failing.contains(export.window().orElseThrow()));
        if (still && chain.frontier().isAfter(last.failingFrontier)) {
            violated.accept("W6: planned up to " + chain.frontier() + " from " + last.failingFrontier
                    + " on, while failing: " + last.failing);
        }
        last.failingGeneration = chain.generation();
        last.failingFrontier = chain.frontier();
        last.failing = open.stream()
                .filter(AnswerChecks::isFailing)
                .map(export -> export.window().orElseThrow())
                .toList();
    }

    private static boolean isFailing(OpenExport export) {
        boolean incomplete = export.state() == State.PLANNED || export.state() == State.RUNNING;
        return export.window().isPresent() && (export.state() == State.FAILED || (incomplete && export.attempt() > 1));
    }

    private void checkPlanned(Chain chain, List<OpenExport> open) {
        int inFlight = 0;
        Instant end = Instant.MIN;
        for (OpenExport export : open) {
            if (export.state() == State.RUNNING || export.state() == State.PLANNED) {
                inFlight++;
            }
            if (export.window().isPresent()) {
                ExportWindow window = export.window().get();
                if (!end.equals(Instant.MIN) && !window.from().equals(end)) {
                    violated.accept("I1: planned window " + window + " follows one that ends at " + end);
                }
                end = window.to();
            }
        }
        if (!end.equals(Instant.MIN) && !end.equals(chain.frontier())) {
            violated.accept("I1: the last planned window ends at " + end + ", the frontier is " + chain.frontier());
        }
        if (inFlight > mostInFlight) {
            violated.accept("W4: " + inFlight + " exports in flight, allowed are " + mostInFlight);
        }
    }
}
