package io.github.dcie.ssm;

import io.github.dcie.JobId;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the parameters of a job are called.
 *
 * @param root what every name begins with, without a slash at its end
 * @param actionPattern the operator action's name, with {@link #JOB_ID} where the job's id stands
 */
record JournalNames(String root, String actionPattern) {

    /** Stands for the job's id in a name. */
    static final String JOB_ID = "{jobId}";

    private static final int DIGITS = 12;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{" + DIGITS + "}");

    /** The path under which all revisions are, and the marker. */
    String path(JobId job) {
        return root + "/" + job + "/state";
    }

    /** A revision's name, padded so that a console shows them in order; revision 0 is the marker. */
    String revision(JobId job, long number) {
        String digits = Long.toString(number);
        return path(job) + "/" + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }

    String marker(JobId job) {
        return revision(job, 0);
    }

    String action(JobId job) {
        return actionPattern.replace(JOB_ID, job.value());
    }

    /** The revision of this name; empty if it is no revision of the job. */
    OptionalLong number(JobId job, String name) {
        String path = path(job) + "/";
        Matcher number = NUMBER.matcher(name.startsWith(path) ? name.substring(path.length()) : "");
        return number.matches() ? OptionalLong.of(Long.parseLong(number.group())) : OptionalLong.empty();
    }
}
