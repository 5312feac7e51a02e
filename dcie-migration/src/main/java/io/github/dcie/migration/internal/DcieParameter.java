package io.github.dcie.migration.internal;

import java.time.Instant;

/**
 * One parameter of a DCIE deployment, as Parameter Store shows it.
 *
 * @param value its text
 * @param version one more with every write
 * @param modified when it was last written
 */
public record DcieParameter(String value, long version, Instant modified) {

    /** The parameters of a deployment, by the last part of their names. */
    public enum Name {
        FULL_EXPORT_TIME("full-export-time"),
        LAST_INCREMENTAL_EXPORT_TIME("last-incremental-export-time"),
        WORKFLOW_INITIATED("workflow-initiated"),
        WORKFLOW_STATE("workflow-state"),
        WORKFLOW_ACTION("workflow-action");

        private final String text;

        Name(String text) {
            this.text = text;
        }

        /** Its whole name in a deployment. */
        public String in(String path) {
            return path + "/" + text;
        }
    }
}
