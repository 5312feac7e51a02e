package io.github.dcie.testkit.simulation;

import io.github.dcie.Chain;
import io.github.dcie.ExportWindow;
import io.github.dcie.GapPolicy;
import io.github.dcie.JobStatus;
import io.github.dcie.OpenExport;
import io.github.dcie.OpenExport.State;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Checks what steps answer: I1 of what is planned, W4, I4 of successive answers. */
final class AnswerChecks {

    private final Consumer<String> violated;
    private int resets;
    private int mostInFlight;
    private boolean gapsReset;
    private int generation;
    private Instant watermark = Instant.MIN;
    private int failingGeneration;
    private Instant failingFrontier = Instant.MIN;
    private List<ExportWindow> failing = List.of();

    AnswerChecks(Consumer<String> violated) {
        this.violated = violated;
    }

    void resetAsked() {
        resets++;
    }

    /** A chain of a job whose state was lost may be numbered anew. */
    void stateLost() {
        generation = 0;
        watermark = Instant.MIN;
    }

    /** Another configuration is in use, from now on or once more. */
    void configured(int maxInFlight, GapPolicy policy) {
        mostInFlight = Math.max(mostInFlight, maxInFlight);
        gapsReset |= policy instanceof GapPolicy.StartNewChain;
    }

    void check(JobStatus status, boolean undisturbed) {
        status.chain().ifPresent(chain -> {
            check(chain, undisturbed);
            checkPlanned(chain, status.openExports());
            if (undisturbed) {
                checkFailing(chain, status.openExports());
            }
        });
    }

    private void check(Chain chain, boolean undisturbed) {
        if (chain.generation() > resets + 1 && !gapsReset) {
            violated.accept("I4: generation " + chain.generation() + " after " + resets + " resets");
        }
        // one that was overtaken in the midst may answer with what it knows
        if (!undisturbed) {
            return;
        }
        if (chain.generation() < generation) {
            violated.accept("I4: generation " + chain.generation() + " after generation " + generation);
        }
        Instant mark = chain.watermark().orElse(Instant.MIN);
        if (chain.generation() == generation && mark.isBefore(watermark)) {
            violated.accept("I4: watermark " + mark + " of generation " + generation + " after " + watermark);
        }
        generation = chain.generation();
        watermark = mark;
    }

    /** While an export that had failed by the last answer is not complete, nothing new is planned (W6). */
    private void checkFailing(Chain chain, List<OpenExport> open) {
        boolean still = chain.generation() == failingGeneration
                && open.stream()
                        .filter(AnswerChecks::isFailing)
                        .anyMatch(export -> failing.contains(export.window().orElseThrow()));
        if (still && chain.frontier().isAfter(failingFrontier)) {
            violated.accept("W6: planned up to " + chain.frontier() + " from " + failingFrontier
                    + " on, while failing: " + failing);
        }
        failingGeneration = chain.generation();
        failingFrontier = chain.frontier();
        failing = open.stream()
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
