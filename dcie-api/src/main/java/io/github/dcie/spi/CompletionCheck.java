package io.github.dcie.spi;

import io.github.dcie.CompletedExport;
import io.github.dcie.ExportWindow;
import io.github.dcie.JobId;
import io.github.dcie.TableArn;
import java.util.Objects;
import java.util.Optional;

/**
 * Has the last word on an export that DynamoDB calls COMPLETED, before it is committed: the place to look at the manifest
 * in S3, or at whatever else must be true before anybody is told that data is there.
 *
 * <p>It is asked once for each export, unless it asks to wait, throws, or its step dies before the answer is stored. What
 * it rejects is exported again as the next attempt, which is billed again; until then nothing that follows is committed.
 *
 * <p>It is called by whichever thread calls the step, by several at once if several steps run, and must be thread-safe.
 * It should bound its own time: the step's budget goes on while it works.
 */
@FunctionalInterface
public interface CompletionCheck {

    /**
     * Looks at an export.
     *
     * @param candidate the export, as DynamoDB describes it
     * @return what is to become of it
     * @throws Exception if that could not be found out; it is asked again by a later step, and if that goes on for an
     *     hour it is a condition ({@code SERVICE_TROUBLE}). An {@link InterruptedException} ends the step
     */
    Verdict check(Candidate candidate) throws Exception;

    /**
     * The check that believes DynamoDB.
     *
     * @return accepts everything
     */
    static CompletionCheck acceptAll() {
        return candidate -> Verdict.accept();
    }

    /**
     * An export that DynamoDB calls COMPLETED.
     *
     * @param job whose it is
     * @param table its table
     * @param generation its chain
     * @param window what it covers; empty for a full export
     * @param export where it is and how large
     */
    record Candidate(
            JobId job, TableArn table, int generation, Optional<ExportWindow> window, CompletedExport export) {}

    /** What is to become of an export. These three are all, for ever. */
    sealed interface Verdict {

        /** It is what it should be, and is committed when everything before it is. */
        record Accept() implements Verdict {}

        /**
         * It cannot be said yet; it is asked again, ever more slowly as the export gets older.
         *
         * @param why what is waited for, for people
         */
        record NotYet(String why) implements Verdict {}

        /**
         * It is not what it should be: its window is exported again as the next attempt (F3).
         *
         * @param reason what is wrong with it; becomes the code of the condition {@code EXPORT_FAILING}
         */
        record Reject(String reason) implements Verdict {}

        /**
         * The export is good.
         *
         * @return the verdict
         */
        static Verdict accept() {
            return new Accept();
        }

        /**
         * It cannot be said yet.
         *
         * @param why what is waited for
         * @return the verdict
         */
        static Verdict notYet(String why) {
            return new NotYet(Objects.requireNonNull(why, "why"));
        }

        /**
         * The export is no good.
         *
         * @param reason what is wrong with it
         * @return the verdict
         */
        static Verdict reject(String reason) {
            return new Reject(Objects.requireNonNull(reason, "reason"));
        }
    }
}
