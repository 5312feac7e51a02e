package io.github.dcie.migration.internal;

import com.google.common.collect.Sets;
import io.github.dcie.OperatorAction;
import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.PitrStatus;
import io.github.dcie.core.internal.facts.TableFacts;
import io.github.dcie.core.internal.facts.TableLook;
import io.github.dcie.core.internal.facts.Token;
import io.github.dcie.migration.Claim;
import io.github.dcie.migration.Claim.Subject;
import io.github.dcie.migration.Claim.Verdict;
import io.github.dcie.migration.StartingPoint;
import io.github.dcie.migration.TakeOverFinding;
import io.github.dcie.migration.TakeOverFinding.Option;
import io.github.dcie.migration.internal.Judgement.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Judges what another system claims of its chain by what DynamoDB knows. Calls nothing. */
final class Judge {

    /** What must hold wherever the chain goes on; what else is claimed matters only if it goes on at the cursor. */
    private static final Set<Subject> EVERYWHERE =
            Sets.immutableEnumSet(Subject.STOPPED, Subject.FULL_EXPORT, Subject.TABLE, Subject.JOB);

    /** Whether recovery reaches back is asked for each starting point by itself. */
    private static final Set<Subject> AT_THE_CURSOR =
            Sets.immutableEnumSet(EnumSet.complementOf(EnumSet.of(Subject.RECOVERY)));

    /** Of these nothing is proven as long as exports are missing. */
    private static final List<Subject> BY_EXPORTS =
            List.of(Subject.FULL_EXPORT, Subject.LAST_EXPORT, Subject.WINDOWS, Subject.TABLE, Subject.JOB);

    private final Inspection facts;
    private final ChainCheck chain;
    private final List<Claim> claims = new ArrayList<>();

    private Judge(Inspection facts) {
        this.facts = facts;
        chain = new ChainCheck(facts.prior(), facts.records().exports(), facts.forgottenBefore());
    }

    static Judgement judge(Inspection facts) {
        return new Judge(facts).judge();
    }

    private Judgement judge() {
        claims.addAll(stopped());
        if (facts.records().isWhole()) {
            claims.addAll(chain.fullExport());
            claims.addAll(chain.lastExport());
            claims.addAll(chain.windows());
            claims.add(table());
            claims.add(ownExports());
        } else {
            BY_EXPORTS.forEach(subject -> claims.add(
                    new Claim(subject, Verdict.UNKNOWN, facts.records().missing())));
        }
        claims.add(pitr());
        claims.add(state());
        facts.prior().claims().forEach(claim -> claims.add(settled(claim)));
        claims.sort(Comparator.comparing(Claim::subject));

        Optional<Instant> provenUpTo =
                isSettled(Subject.FULL_EXPORT) && facts.records().isWhole()
                        ? chain.provenUpTo(facts.accepted())
                        : Optional.empty();
        List<Candidate> candidates = List.of(
                candidate(StartingPoint.CURSOR, chain.cursor(), chain.ends().last(), AT_THE_CURSOR),
                candidate(
                        StartingPoint.LAST_PROVEN_POINT, provenUpTo, provenUpTo.flatMap(chain::endingAt), EVERYWHERE));
        Map<StartingPoint, Start> starts = new EnumMap<>(StartingPoint.class);
        candidates.forEach(candidate -> candidate
                .start()
                .ifPresent(start -> starts.put(candidate.option().point(), start)));
        TakeOverFinding finding = new TakeOverFinding(
                facts.job().id(),
                facts.prior().source(),
                facts.now(),
                claims,
                facts.accepted(),
                facts.records().isWhole() ? chain.holes() : List.of(),
                chain.cursor(),
                provenUpTo,
                candidates.stream().map(Candidate::option).toList());
        return new Judgement(finding, starts);
    }

    /** A starting point, and what a state would begin with if it is possible. */
    private record Candidate(Option option, Optional<Start> start) {}

    private Candidate candidate(
            StartingPoint point, Optional<Instant> at, Optional<ExportFacts> last, Set<Subject> subjects) {
        List<String> against = new ArrayList<>();
        subjects.stream().filter(subject -> !isSettled(subject)).forEach(subject -> against.add(objection(subject)));
        if (at.isEmpty()) {
            against.add(point == StartingPoint.CURSOR ? "no cursor is named" : "nothing is proven to be exported");
        } else if (!reachesBackTo(at.get())) {
            against.add(recoveryWords(at.get()));
        } else if (last.isEmpty() && against.isEmpty()) {
            against.add("no export is known that ends at " + at.get());
        }
        Optional<String> tableId = facts.table().facts().flatMap(TableFacts::id);
        if (!against.isEmpty() || !(facts.pitr() instanceof PitrStatus.On on)) {
            return new Candidate(new Option(point, Optional.empty(), against), Optional.empty());
        }
        Start start = new Start(at.get(), last.orElseThrow().exportId(), tableId.orElseThrow(), on.days());
        return new Candidate(new Option(point, at, against), Optional.of(start));
    }

    private String objection(Subject subject) {
        Verdict verdict = verdict(subject);
        return subject + " is " + verdict
                + (verdict == Verdict.UNPROVEN && Acceptance.isPossible(subject) ? " and not accepted" : "");
    }

    private Verdict verdict(Subject subject) {
        return Claim.worst(
                claims.stream().filter(claim -> claim.subject() == subject).toList());
    }

    /** Proven, or not disproved and accepted by a person. */
    private boolean isSettled(Subject subject) {
        Verdict verdict = verdict(subject);
        return verdict == Verdict.PROVEN
                || (verdict == Verdict.UNPROVEN && facts.accepted().contains(subject));
    }

    // ---- the other system ------------------------------------------------------------------------------------------

    private List<Claim> stopped() {
        List<Claim> found = new ArrayList<>();
        if (facts.prior().about(Subject.STOPPED).isEmpty()) {
            found.add(new Claim(
                    Subject.STOPPED,
                    Verdict.UNPROVEN,
                    "nobody has looked whether the other system has stopped: stop it for good, then accept this"));
        }
        for (ExportFacts running : chain.runningBeyondCursor()) {
            found.add(new Claim(
                    Subject.STOPPED,
                    Verdict.FALSE,
                    Exports.text(running)
                            + ", beyond the cursor: inspect again when it has ended, or see who began it"));
        }
        return found;
    }

    /** A flag that says less than DynamoDB does is no obstacle: what is true of the full export is DynamoDB's to say. */
    private Claim settled(Claim claim) {
        boolean settled = claim.subject() == Subject.FLAGS
                && claim.verdict() == Verdict.UNPROVEN
                && verdict(Subject.FULL_EXPORT) == Verdict.PROVEN;
        return settled
                ? new Claim(
                        Subject.FLAGS, Verdict.PROVEN, claim.message() + "; DynamoDB calls the full export COMPLETED")
                : claim;
    }

    // ---- the table -------------------------------------------------------------------------------------------------

    private Claim table() {
        Optional<String> id = facts.table().facts().flatMap(TableFacts::id);
        if (id.isEmpty()) {
            return tableWithoutId();
        }
        Set<String> exported = new TreeSet<>();
        facts.records().exports().all().forEach(export -> export.tableId().ifPresent(exported::add));
        if (exported.isEmpty()) {
            return new Claim(
                    Subject.TABLE,
                    Verdict.UNPROVEN,
                    "the table's id is " + id.get() + "; no export shows one to compare");
        }
        boolean same = exported.equals(Set.of(id.get()));
        return new Claim(
                Subject.TABLE,
                same ? Verdict.PROVEN : Verdict.FALSE,
                same
                        ? "all exports are of the table with the id " + id.get()
                        : "the table's id is " + id.get() + ", its exports are of " + String.join(" and ", exported)
                                + ": it was deleted and created again; only a new full export helps");
    }

    private Claim tableWithoutId() {
        if (facts.table() instanceof TableLook.NoTable) {
            return new Claim(
                    Subject.TABLE,
                    Verdict.FALSE,
                    "there is no table " + facts.job().table() + "; check its ARN");
        } else if (facts.table() instanceof TableLook.Unanswered unanswered) {
            return new Claim(
                    Subject.TABLE,
                    Verdict.UNKNOWN,
                    "not found out: " + unanswered.trouble() + "; "
                            + unanswered
                                    .trouble()
                                    .describe(facts.now(), facts.job())
                                    .remedy()
                            + "; then inspect again");
        }
        return new Claim(
                Subject.TABLE,
                Verdict.UNKNOWN,
                "not found out: DescribeTable describes " + facts.job().table()
                        + " without TableId, which tells it from one that was created again: see whether the client's"
                        + " endpoint is AWS's");
    }

    private Claim pitr() {
        Optional<Instant> needed = chain.cursor();
        if (!(facts.pitr() instanceof PitrStatus.On on)) {
            Verdict verdict = facts.pitr() instanceof PitrStatus.Unanswered ? Verdict.UNKNOWN : Verdict.FALSE;
            return new Claim(Subject.RECOVERY, verdict, recoveryWords(facts.now()));
        }
        boolean reaches = needed.map(second -> reaches(on, second)).orElse(true);
        return new Claim(
                Subject.RECOVERY,
                reaches ? Verdict.PROVEN : Verdict.FALSE,
                recoveryWords(needed.orElse(on.earliest())));
    }

    private boolean reachesBackTo(Instant second) {
        return facts.pitr() instanceof PitrStatus.On on && reaches(on, second);
    }

    private static boolean reaches(PitrStatus.On on, Instant second) {
        return !on.earliest().isAfter(second);
    }

    private String recoveryWords(Instant needed) {
        String table = facts.job().table().toString();
        if (facts.pitr() instanceof PitrStatus.On on) {
            String reaches = "point-in-time recovery reaches back to " + on.earliest();
            return reaches(on, needed)
                    ? reaches + "; " + needed + " is needed, and in reach until "
                            + needed.plus(Duration.ofDays(on.days()))
                    : reaches + " only, and " + needed
                            + " is needed: what was changed between is lost; only a new full export helps";
        } else if (facts.pitr() instanceof PitrStatus.Unanswered unanswered) {
            return "not found out: " + unanswered.trouble() + "; inspect again";
        } else if (facts.pitr() instanceof PitrStatus.NoTable) {
            return "there is no table " + table + "; check its ARN";
        }
        return "point-in-time recovery of " + table
                + " is switched off: what was changed since the last export is lost; switch it on and begin with a new full"
                + " export";
    }

    // ---- the job ---------------------------------------------------------------------------------------------------

    private Claim state() {
        boolean exists = facts.stored().document().isPresent();
        OperatorAction asked = facts.stored().operator().action();
        String standing = switch (asked) {
            case RUN -> "";
            case PAUSE -> "; it is paused, and does nothing until its operator action is RUN";
            case RESET_WITH_FULL_EXPORT_AGAIN ->
                "; its operator action is RESET_WITH_FULL_EXPORT_AGAIN: its next step begins a new chain with a full"
                        + " export, whatever is taken over, unless it is set to RUN or PAUSE";
        };
        return new Claim(
                Subject.JOB,
                exists ? Verdict.FALSE : Verdict.PROVEN,
                (exists
                                ? "job " + facts.job().id() + " has state, at revision "
                                        + facts.stored().revision() + ": it has begun, and takes nothing over"
                                : "job " + facts.job().id() + " has no state yet")
                        + standing);
    }

    private Claim ownExports() {
        String prefix = Token.prefix(facts.job().id(), facts.job().table());
        Stream<ExportFacts> own = facts.records().exports().all().stream()
                .filter(export ->
                        export.token().map(token -> token.startsWith(prefix)).orElse(false));
        return own.findFirst()
                .map(newest -> new Claim(
                        Subject.JOB,
                        Verdict.UNPROVEN,
                        "job " + facts.job().id() + " itself has made " + Exports.text(newest)
                                + ", so its state may have been lost: restore it, or choose another job id; accept this if"
                                + " you have deleted the state on purpose"))
                .orElseGet(() -> new Claim(
                        Subject.JOB,
                        Verdict.PROVEN,
                        "no export bears a token of job " + facts.job().id()));
    }
}
