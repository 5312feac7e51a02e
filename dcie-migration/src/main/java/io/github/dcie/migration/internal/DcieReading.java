package io.github.dcie.migration.internal;

import io.github.dcie.migration.Claim;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import io.github.dcie.migration.PriorChain;
import io.github.dcie.migration.internal.DcieParameter.Name;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the parameters of a DCIE deployment say, as far as they can be judged by themselves.
 *
 * @param deployment which one, and its schedule
 * @param found the parameters that are there, read last
 * @param before the same, read just before
 * @param now when they were read
 */
public record DcieReading(
        DcieSchedule deployment, Map<Name, DcieParameter> found, Map<Name, DcieParameter> before, Instant now) {

    private static final String PAUSE = "PAUSE";
    private static final String RESET = "RESET_WITH_FULL_EXPORT_AGAIN";

    /** What it claims of its chain. */
    public PriorChain toChain() {
        if (found.isEmpty() && before.isEmpty()) {
            return new PriorChain(
                    deployment.source(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(claim(
                            Subject.FULL_EXPORT,
                            Verdict.FALSE,
                            "there is no parameter of a DCIE deployment in " + deployment.path()
                                    + "; check its alias and root, and the client's account and Region")));
        }
        List<Claim> claims = new ArrayList<>();
        claims.add(stopped());
        claims.add(state());
        claims.add(initiated());
        unusable(Name.FULL_EXPORT_TIME)
                .map(value -> claim(
                        Subject.FULL_EXPORT,
                        Verdict.FALSE,
                        name(Name.FULL_EXPORT_TIME) + " is " + quoted(value)
                                + ": expected a time such as 2026-01-14T10:18:50.622Z; write the full export's ExportTime"
                                + " there, as DescribeExport shows it, or begin with a new full export"))
                .ifPresent(claims::add);
        if (value(Name.FULL_EXPORT_TIME).isEmpty()) {
            claims.add(claim(
                    Subject.FULL_EXPORT,
                    Verdict.FALSE,
                    name(Name.FULL_EXPORT_TIME)
                            + " does not exist: the deployment has begun no chain, so there is nothing to take over"));
        }
        unusable(Name.LAST_INCREMENTAL_EXPORT_TIME)
                .map(value -> claim(
                        Subject.LAST_EXPORT,
                        Verdict.FALSE,
                        name(Name.LAST_INCREMENTAL_EXPORT_TIME) + " is " + quoted(value)
                                + ": expected a time such as 2026-01-14T10:18:50.622Z; the deployment itself would export"
                                + " everything since its full export once more; continue from the last proven point"))
                .ifPresent(claims::add);
        return new PriorChain(
                deployment.source(), time(Name.FULL_EXPORT_TIME), time(Name.LAST_INCREMENTAL_EXPORT_TIME), claims);
    }

    // ---- has it stopped? -------------------------------------------------------------------------------------------

    private Claim stopped() {
        if (!found.equals(before)) {
            return running("its parameters changed while they were read (" + changed()
                    + "): it runs; set " + name(Name.WORKFLOW_ACTION) + " to PAUSE and read again after "
                    + deployment.twoTicks());
        }
        String action = value(Name.WORKFLOW_ACTION).orElse("RUN");
        if (action.equals(RESET)) {
            return running(name(Name.WORKFLOW_ACTION) + " is " + RESET
                    + ": its next tick begins a new chain; set it to PAUSE if that is not wanted");
        }
        boolean paused = action.equals(PAUSE);
        Duration quiet = paused ? deployment.twoTicks() : deployment.longestQuiet();
        Name youngest = found.keySet().stream()
                .max(Comparator.comparing(name -> modified(name)))
                .orElseThrow();
        Instant still = modified(youngest).plus(quiet);
        if (still.isAfter(now)) {
            return running(
                    name(youngest) + " was written at " + modified(youngest) + ": it is not sure that it stands still"
                            + (paused ? "" : "; set " + name(Name.WORKFLOW_ACTION) + " to PAUSE")
                            + "; read again after " + (paused ? still : now.plus(deployment.twoTicks())));
        }
        String since = "nothing was written since " + modified(youngest);
        return paused
                ? claim(Subject.STOPPED, Verdict.PROVEN, "it is paused, and " + since)
                : claim(
                        Subject.STOPPED,
                        Verdict.UNPROVEN,
                        since + ", but " + name(Name.WORKFLOW_ACTION) + " is "
                                + value(Name.WORKFLOW_ACTION)
                                        .map(DcieReading::quoted)
                                        .orElse("missing")
                                + ", which means RUN: set it to PAUSE and wait for " + deployment.twoTicks()
                                + ", or accept this if its schedule is disabled for good");
    }

    private Claim running(String words) {
        return claim(Subject.STOPPED, Verdict.FALSE, words);
    }

    private String changed() {
        return Stream.of(Name.values())
                .filter(name -> !Optional.ofNullable(found.get(name)).equals(Optional.ofNullable(before.get(name))))
                .map(this::name)
                .collect(Collectors.joining(", "));
    }

    // ---- its flags -------------------------------------------------------------------------------------------------

    private Claim state() {
        String state = value(Name.WORKFLOW_STATE).orElse("missing");
        return switch (state) {
            case "NORMAL" -> claim(Subject.FLAGS, Verdict.PROVEN, name(Name.WORKFLOW_STATE) + " is NORMAL");
            case "PITR_GAP" ->
                claim(
                        Subject.FLAGS,
                        Verdict.FALSE,
                        name(Name.WORKFLOW_STATE)
                                + " is PITR_GAP: it has exported nothing since it took a refused window for lost history,"
                                + " rightly or not; if point-in-time recovery still reaches back to the last proven point,"
                                + " continue from there, else begin with a new full export");
            default ->
                claim(
                        Subject.FLAGS,
                        Verdict.UNPROVEN,
                        name(Name.WORKFLOW_STATE) + " is " + quoted(state) + ", expected NORMAL or PITR_GAP");
        };
    }

    private Claim initiated() {
        String initiated = value(Name.WORKFLOW_INITIATED).orElse("missing");
        String name = name(Name.WORKFLOW_INITIATED);
        return switch (initiated) {
            case "true" -> claim(Subject.FLAGS, Verdict.PROVEN, name + " is true: it saw its full export COMPLETED");
            case "false" ->
                claim(
                        Subject.FLAGS,
                        Verdict.UNPROVEN,
                        name + " is false: it saw its full export fail, and exported windows all the same");
            case "NULL" ->
                claim(
                        Subject.FLAGS,
                        Verdict.UNPROVEN,
                        name + " is NULL: it never saw its full export end, and waits for it for ever");
            default ->
                claim(
                        Subject.FLAGS,
                        Verdict.UNPROVEN,
                        name + " is " + quoted(initiated) + ": it never looked whether its full export was completed");
        };
    }

    private static String quoted(String value) {
        return value.equals("missing") ? value : "\"" + ForeignText.plain(value) + "\"";
    }

    // ---- values ----------------------------------------------------------------------------------------------------

    private Optional<String> value(Name name) {
        return Optional.ofNullable(found.get(name))
                .map(parameter -> parameter.value().strip());
    }

    private Instant modified(Name name) {
        return Optional.ofNullable(found.get(name)).map(DcieParameter::modified).orElse(Instant.MIN);
    }

    private Optional<Instant> time(Name name) {
        try {
            return value(name).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The value, if it is there and not a time. */
    private Optional<String> unusable(Name name) {
        return value(name).filter(text -> time(name).isEmpty());
    }

    private String name(Name name) {
        return name.in(deployment.path());
    }

    private static Claim claim(Subject subject, Verdict verdict, String words) {
        return new Claim(subject, verdict, words);
    }
}
