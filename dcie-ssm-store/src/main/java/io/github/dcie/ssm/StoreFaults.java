package io.github.dcie.ssm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds every fault in a store's settings. The limits of names are Parameter Store's (API reference, PutParameter, Name). */
final class StoreFaults {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_.-]+)+");

    /** A name and its ARN's beginning have 1,011 characters at most; a job id has 64, the rest is a revision's. */
    private static final int LONGEST = 800;

    /** Fifteen levels, less the job, "state" and the revision. */
    private static final int DEEPEST = 12;

    /** AWS's guidance lists all that is below its own path, one page of it, and starts over if it misses a parameter. */
    private static final String DCIE_PATH = "/incremental-export";

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);

    private final List<String> faults = new ArrayList<>();

    void checkRoot(String root) {
        checkName("root", root);
        if ((root + "/").startsWith(DCIE_PATH + "/")) {
            faults.add("root \"" + root + "\": expected a path outside of " + DCIE_PATH
                    + ", which deployments of AWS's guidance list: with more parameters there they would start over");
        }
    }

    void checkAction(String pattern, JournalNames names) {
        String sample = pattern.replace(JournalNames.JOB_ID, "job");
        checkName("operatorAction", sample);
        if (!pattern.contains(JournalNames.JOB_ID)) {
            faults.add("operatorAction \"" + pattern + "\": expected " + JournalNames.JOB_ID
                    + " in it, so that each job has its own");
        }
        String states = names.root() + "/" + JournalNames.JOB_ID + "/state/";
        if (pattern.startsWith(states)) {
            faults.add("operatorAction \"" + pattern + "\": expected a name outside of " + states
                    + ", where the revisions are");
        }
    }

    void checkTimeout(Duration limit) {
        if (limit.compareTo(SHORTEST_TIMEOUT) < 0 || limit.compareTo(LONGEST_TIMEOUT) > 0) {
            faults.add("apiCallTimeout " + limit + ": expected " + SHORTEST_TIMEOUT + " to " + LONGEST_TIMEOUT);
        }
    }

    private void checkName(String setting, String name) {
        if (!PATH.matcher(name).matches()) {
            faults.add(setting + " \"" + name + "\": expected /segment/segment… of A-Z a-z 0-9 _ . -");
            return;
        }
        if (name.length() > LONGEST) {
            faults.add(setting + " of " + name.length() + " characters: expected at most " + LONGEST);
        }
        if (name.chars().filter(c -> c == '/').count() > DEEPEST) {
            faults.add(setting + " \"" + name + "\": expected at most " + DEEPEST + " levels");
        }
        String first = name.substring(1).toLowerCase(Locale.ROOT);
        if (first.startsWith("aws") || first.startsWith("ssm")) {
            faults.add(
                    setting + " \"" + name + "\": expected a first segment that does not begin with aws or ssm, which"
                            + " Parameter Store keeps for AWS");
        }
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("state store on Parameter Store: " + String.join("; ", faults));
        }
    }
}
