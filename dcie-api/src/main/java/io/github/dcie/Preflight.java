package io.github.dcie;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found before a job is started: everything at once, nothing changed.
 *
 * @param findings one for each thing looked at
 */
public record Preflight(List<Finding> findings) {

    /** How bad a finding is. Fixed. */
    public enum Level {
        /** As it should be. */
        OK,
        /** It works, but somebody should know. */
        WARNING,
        /** The job cannot work like this. */
        FAULT
    }

    /**
     * One thing looked at.
     *
     * @param level how bad it is
     * @param summary what was found
     * @param remedy what to do; empty text where nothing is to be done
     */
    public record Finding(Level level, String summary, String remedy) {

        /**
         * Makes the texts fit for one line.
         *
         * @param level how bad it is
         * @param summary what was found; what is not printable is escaped
         * @param remedy what to do; what is not printable is escaped
         */
        public Finding {
            summary = Printable.line(summary);
            remedy = Printable.line(remedy);
        }
    }

    /**
     * Copies the list.
     *
     * @param findings one for each thing looked at, copied
     */
    public Preflight {
        findings = List.copyOf(findings);
    }

    /**
     * The worst level found.
     *
     * @return OK if nothing is wrong
     */
    public Level level() {
        return findings.stream()
                .map(Finding::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.OK);
    }

    /**
     * The findings for people, a line each.
     *
     * @return a text that ends without a line break
     */
    public String toText() {
        return findings.stream()
                .map(f -> f.level() + ": " + f.summary() + (f.remedy().isEmpty() ? "" : "; what to do: " + f.remedy()))
                .collect(Collectors.joining("\n"));
    }
}
