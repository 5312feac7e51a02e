package io.github.dcie.core.internal.recovery;

import io.github.dcie.Condition.Kind;
import io.github.dcie.ExportEvent.ChainStarted.Cause;
import io.github.dcie.OperatorAction;
import io.github.dcie.core.RecoveryFinding.Standing;
import io.github.dcie.core.internal.catalog.Assembly;
import io.github.dcie.core.internal.catalog.Known;
import io.github.dcie.core.internal.catalog.Line;
import io.github.dcie.core.internal.catalog.Member;
import io.github.dcie.core.internal.chain.ExportFacts;
import io.github.dcie.core.internal.chain.Generation;
import io.github.dcie.core.internal.chain.Generation.Announced;
import io.github.dcie.core.internal.chain.JobState;
import io.github.dcie.core.internal.chain.Place;
import io.github.dcie.core.internal.chain.Sighting;
import io.github.dcie.core.internal.chain.Stage;
import io.github.dcie.core.internal.records.Exports;
import io.github.dcie.core.internal.recovery.Trail.Stop;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Rebuilds a state from what DynamoDB knows, or says why that cannot be done. Calls nothing but the completion check. */
public final class Rebuilder {

    /** As many places has a state (K2); what comes before the last so many was told of. */
    private static final int PLACES = 16;

    /** A step that was frozen may have requested a window of the chain before so long after a reset (S15). */
    private static final Duration FROZEN = Duration.ofMinutes(10);

    private final Evidence evidence;
    private final Optional<Anchor> anchor;
    private final Assembly assembly;
    private final List<String> obstacles = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private Rebuilder(Evidence evidence) {
        this.evidence = evidence;
        anchor = Anchor.of(evidence.remains(), evidence.lastTold());
        assembly = new Assembly(
                new Known(evidence.job(), evidence.records(), anchor.map(Anchor::chain), evidence.forgottenBefore()));
    }

    /** Rebuilds. */
    public static Rebuilt rebuild(Evidence evidence) {
        return new Rebuilder(evidence).rebuild();
    }

    private Rebuilt rebuild() {
        if (!evidence.records().isWhole()) {
            return hopeless(evidence.records().missing());
        }
        Optional<Line> newest = newest();
        if (newest.isEmpty()) {
            return nothingKnown();
        }
        Line line = newest.get();
        Trail trail = trail(line);
        Standing standing = standing(line, trail);
        if (standing == Standing.SOUND) {
            return sound();
        }
        lookForObstacles(line, trail);
        Optional<JobState> state = obstacles.isEmpty() ? Optional.of(state(line, trail)) : Optional.empty();
        return obstacles.isEmpty()
                ? new Rebuilt(standing, List.of(), remarks, state)
                : new Rebuilt(standing, obstacles, List.of(), Optional.empty());
    }

    private Rebuilt nothingKnown() {
        if (evidence.remains() instanceof Remains.Kept kept && !saysThatItWasLost(kept.state())) {
            return sound();
        }
        return hopeless(
                assembly.orphans().isEmpty()
                        ? "DynamoDB knows no export of this job: it has none, or its last one is more than 90 days old, or the"
                                + " table was deleted and created again; delete what is left of its state, and let the job"
                                + " begin anew or take it over again"
                        : "exports bear this job's token, and no chain is known that they belong to: hand in the manifest of"
                                + " its full export (files), or what a consumer was told last, with the right start"
                                + " (lastTold)");
    }

    private static Rebuilt sound() {
        return new Rebuilt(
                Standing.SOUND,
                List.of("the stored state knows of every export that DynamoDB knows of: there is nothing to recover"),
                List.of(),
                Optional.empty());
    }

    private Rebuilt hopeless(String why) {
        Standing standing = keptGeneration().isPresent() ? Standing.NOT_FOUND_OUT : withoutState();
        return new Rebuilt(standing, List.of(why), List.of(), Optional.empty());
    }

    /** The stored chain, unless what is stored only says that exports were found without a state (K5). */
    private Optional<Generation> keptGeneration() {
        return evidence.remains() instanceof Remains.Kept kept
                ? Optional.of(kept.state().generation())
                        .filter(stored -> stored.start().isPresent() || stored.cause() != Cause.FIRST)
                : Optional.empty();
    }

    private static boolean saysThatItWasLost(JobState state) {
        return state.conditions().stream().anyMatch(held -> held.kind() == Kind.STATE_LOST);
    }

    private Standing withoutState() {
        return evidence.remains() instanceof Remains.Damaged ? Standing.DAMAGED : Standing.ABSENT;
    }

    // ---- which chain -----------------------------------------------------------------------------------------------

    /** The last chain that bears this job's tokens. */
    private Optional<Line> newest() {
        return assembly.all().stream().filter(Rebuilder::isOwn).reduce((before, last) -> last);
    }

    private static boolean isOwn(Line line) {
        return line.isBeginless()
                || line.members().stream().anyMatch(member -> member.attempt().isPresent());
    }

    private Optional<Anchor> anchorOf(Line line) {
        return anchor.filter(known -> known.start().equals(line.start()));
    }

    private Optional<Announced> told(Line line) {
        return anchorOf(line).flatMap(Anchor::announced).or(() -> hasFull(line) ? Optional.empty() : takenOver(line));
    }

    private static boolean hasFull(Line line) {
        return line.members().stream().anyMatch(member -> member.facts().from().isEmpty());
    }

    /** The other system's last export, which the first window names as the one before (W1). */
    private Optional<Announced> takenOver(Line line) {
        Exports exports = evidence.records().exports();
        return Stream.concat(exports.windowsEndingAt(line.start()).stream(), exports.fullAsOf(line.start()).stream())
                .filter(Exports::isComplete)
                .findFirst()
                .map(last -> new Announced(0, line.start(), last.exportId()));
    }

    private Trail trail(Line line) {
        return told(line)
                .map(last -> Trail.from(last.end(), line, evidence.forgottenBefore()))
                .orElseGet(() -> Trail.fromFullExport(line, evidence.forgottenBefore()));
    }

    // ---- what is the matter with the state ----------------------------------------------------------------------

    private Standing standing(Line line, Trail trail) {
        return keptGeneration()
                .map(stored -> isBehind(stored, line, trail) ? Standing.ROLLED_BACK : Standing.SOUND)
                .orElseGet(this::withoutState);
    }

    private boolean isBehind(Generation stored, Line line, Trail trail) {
        // one without a start waits for the full export that a reset has asked for
        Optional<Instant> start = stored.start().or(stored::after);
        if (!start.equals(Optional.of(line.start()))) {
            return start.filter(line.start()::isAfter).isPresent();
        } else if (stored.start().isEmpty()) {
            return false;
        }
        return trail.stops().stream().anyMatch(stop -> isNews(stop, stored))
                || anchorOf(line)
                        .flatMap(Anchor::announced)
                        .filter(told ->
                                stored.frontier().filter(told.end()::isAfter).isPresent())
                        .isPresent();
    }

    /** Whether a state does not know of an export. */
    private static boolean isNews(Stop stop, Generation stored) {
        boolean isTold = stored.announced()
                .filter(last -> !stop.span().end().isAfter(last.end()))
                .isPresent();
        return stop.export().isPresent()
                && !isTold
                && stored.places().stream()
                        .noneMatch(place -> place.span().equals(stop.span()) && place.attempt() >= stop.attempt());
    }

    // ---- what stands in the way ------------------------------------------------------------------------------------

    private void lookForObstacles(Line line, Trail trail) {
        obstacles.addAll(evidence.records().contradictions());
        if (line.isBeginless()) {
            obstacles.add("where the chain begins is not known: its oldest known window begins at " + line.start()
                    + "; hand in the manifest of its full export (files), or the last export that a consumer was told of"
                    + " (lastTold)");
            return;
        }
        obstacles.addAll(trail.obstacles());
        isToldExportKnown(line);
        if (told(line).isEmpty() && !hasFull(line)) {
            obstacles.add(
                    "the chain was taken over at " + line.start() + ", and the other system's export that ends there"
                            + " is not known: hand in its manifest (files)");
        }
        oneTable(line);
        oneChainAtATime(line);
        List<Stop> stops = trail.stops();
        boolean fullIsMissing =
                told(line).isEmpty() && stops.size() > 1 && !stops.get(0).isComplete();
        if (fullIsMissing) {
            obstacles.add(
                    "windows follow the full export as of " + line.start() + ", which is not complete: reset the job");
        }
        stops.stream()
                .limit(Math.max(0, stops.size() - PLACES))
                .filter(stop -> !stop.isComplete())
                .findFirst()
                .ifPresent(stop -> obstacles.add("[" + stop.span().needs() + ", "
                        + stop.span().end() + ") is not exported, and more than a state can hold follows: see what"
                        + " the catalog says, then reset the job"));
        boolean asksForReset = evidence.operator().action() == OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN;
        if (asksForReset && evidence.operator().number().isEmpty()) {
            obstacles.add("a person has asked for a reset, which the next step carries out: let it, or take it back"
                    + " (resume) and recover then");
        } else if (asksForReset) {
            remarks.add(
                    "the reset that was asked for counts as carried out: whether it was cannot be told any more; if it"
                            + " was not, ask for it once more");
        }
    }

    private void isToldExportKnown(Line line) {
        evidence.lastTold().ifPresent(told -> {
            boolean isOlder =
                    told.start().isBefore(line.start()) || told.watermark().isBefore(evidence.forgottenBefore());
            boolean isKnown = line.members().stream()
                    .anyMatch(member ->
                            member.facts().exportId().equals(told.export().exportId())
                                    && member.isComplete()
                                    && member.to().equals(told.watermark()));
            if (!isOlder && !isKnown) {
                obstacles.add("the export that was told last, " + told.export() + " up to " + told.watermark()
                        + ", is not a complete one of the chain from " + line.start()
                        + ": compare with the event that a consumer has");
            }
        });
    }

    private void oneTable(Line line) {
        List<String> ids = line.members().stream()
                .filter(Member::isComplete)
                .flatMap(member -> member.facts().tableId().stream())
                .distinct()
                .toList();
        if (ids.size() > 1) {
            obstacles.add("the chain's exports are of tables with the ids " + String.join(", ", ids)
                    + ": the table was deleted and created again, and the chain cannot go on; reset the job");
        }
    }

    /** Two states that both go on, or a state that was rolled back and went on: which one is right is not for us to say. */
    private void oneChainAtATime(Line line) {
        Optional<Instant> begun = line.members().stream()
                .filter(member -> member.attempt().isPresent())
                .flatMap(member -> member.facts().startedAt().stream())
                .min(Instant::compareTo);
        Stream<ExportFacts> ofOlderChains = assembly.all().stream()
                .filter(older -> older.start().isBefore(line.start()))
                .flatMap(older -> older.members().stream())
                .filter(member -> member.attempt().isPresent())
                .map(Member::facts);
        Stream.concat(ofOlderChains, assembly.orphans().stream())
                .filter(export -> !export.isFailed())
                .filter(export -> export.startedAt()
                        .flatMap(at -> begun.map(begin -> at.isAfter(begin.plus(FROZEN))))
                        .orElse(false))
                .findFirst()
                .ifPresent(export -> obstacles.add(Exports.text(export)
                        + " is this job's, of another chain, and was requested after the full export as of "
                        + line.start() + ": two chains go on, from two stores or from an old state; see that one of"
                        + " them stops, then reset the job"));
    }

    // ---- the state -------------------------------------------------------------------------------------------------

    private JobState state(Line line, Trail trail) {
        List<Stop> stops = trail.stops();
        int first = Math.max(0, stops.size() - PLACES);
        Optional<Announced> told = told(line);
        Optional<Announced> announced = first == 0 ? told : Optional.of(announced(told, stops, first - 1));
        int number = Generations.number(assembly.all(), line, anchor);
        List<Place> places = new ArrayList<>();
        boolean prefix = true;
        for (Stop stop : stops.subList(first, stops.size())) {
            Place place = place(number, stop);
            prefix &= place.stage() instanceof Stage.Completed;
            places.add(prefix ? committed(place) : place);
        }
        remark(places, number);
        Optional<Generation> stored = storedGeneration(line);
        Cause cause = stored.map(Generation::cause).orElseGet(() -> cause(line, number));
        boolean startIsTold =
                announced.filter(last -> hasFull(line) || last.sequence() > 0).isPresent();
        Generation generation = new Generation(
                number,
                cause,
                stored.map(Generation::startOwed).orElse(!startIsTold && cause != Cause.OPERATOR_RESET),
                before(line).or(() -> stored.flatMap(Generation::after)),
                tableId(line).or(() -> stored.flatMap(Generation::tableId)),
                Optional.of(line.start()),
                announced,
                places);
        return base().recovered(generation, spentReset(), begun(line, number));
    }

    private static Announced announced(Optional<Announced> told, List<Stop> stops, int index) {
        Stop last = stops.get(index);
        return new Announced(
                told.map(before -> before.sequence() + 1).orElse(0L) + index,
                last.span().end(),
                last.export().orElseThrow().facts().exportId());
    }

    private Place place(int generation, Stop stop) {
        if (stop.export().isEmpty()) {
            return new Place(stop.span(), 1, new Stage.Planned(evidence.now(), Optional.empty(), Optional.empty()));
        }
        ExportFacts facts = stop.export().get().facts();
        Stage.Running running =
                new Stage.Running(facts.exportId(), second(facts.startedAt().orElse(evidence.now())));
        Place place = new Place(stop.span(), stop.attempt(), running);
        Sighting checked = evidence.checker().checked(generation, place, new Sighting.Seen(facts));
        if (!(checked instanceof Sighting.Seen seen)) {
            return place; // the check gave no answer, and is asked again by the job's steps
        } else if (seen.facts().isFailed()) {
            Instant at = second(seen.facts().endedAt().orElse(evidence.now()));
            return new Place(stop.span(), stop.attempt(), new Stage.Failed(at, Optional.of(facts.exportId())));
        }
        return Exports.isComplete(seen.facts())
                ? new Place(stop.span(), stop.attempt(), new Stage.Completed(facts.exportId()))
                : place;
    }

    private static Place committed(Place place) {
        return new Place(
                place.span(),
                place.attempt(),
                new Stage.Committed(place.stage().export().orElseThrow()));
    }

    private void remark(List<Place> places, int number) {
        long told = places.stream()
                .filter(place -> place.stage() instanceof Stage.Committed)
                .count();
        if (told > 0) {
            remarks.add("the last " + told
                    + " export(s) may not have been told of: they are told again, under the same ids");
        }
        long planned = places.stream()
                .filter(place -> place.stage() instanceof Stage.Planned)
                .count();
        if (planned > 0) {
            remarks.add(planned + " window(s) before others that were exported are not: they are requested next");
        }
        if (anchor.isEmpty()) {
            remarks.add("the chain is number " + number + " of those that are known: if a consumer has seen a higher"
                    + " number, or this one of another chain, hand in the last export that it was told of (lastTold)");
        }
    }

    private Optional<Generation> storedGeneration(Line line) {
        return evidence.remains() instanceof Remains.Kept kept
                ? Optional.of(kept.state().generation())
                        .filter(generation -> generation.start().equals(Optional.of(line.start())))
                : Optional.empty();
    }

    private Cause cause(Line line, int number) {
        if (!hasFull(line)) {
            return Cause.TAKEN_OVER;
        }
        // why a later one began is not known: its beginning is not told again
        return number == 1 && before(line).isEmpty() ? Cause.FIRST : Cause.OPERATOR_RESET;
    }

    private Optional<Instant> before(Line line) {
        return assembly.all().stream()
                .filter(Rebuilder::isOwn)
                .map(Line::start)
                .filter(line.start()::isAfter)
                .reduce((older, newer) -> newer);
    }

    private static Optional<String> tableId(Line line) {
        return line.members().stream()
                .filter(Member::isComplete)
                .flatMap(member -> member.facts().tableId().stream())
                .findFirst();
    }

    private JobState base() {
        return evidence.remains() instanceof Remains.Kept kept
                ? kept.state()
                : JobState.fresh(evidence.job().table());
    }

    /** One that stands and is numbered may have been carried out before the state was lost (K6). */
    private OptionalLong spentReset() {
        boolean stands = evidence.operator().action() == OperatorAction.RESET_WITH_FULL_EXPORT_AGAIN;
        return stands ? evidence.operator().number() : OptionalLong.empty();
    }

    /** A chain that is not the first may have begun by itself, and the next one must keep its distance (G3). */
    private static Optional<Instant> begun(Line line, int number) {
        return number == 1
                ? Optional.empty()
                : line.members().stream()
                        .filter(member -> member.facts().from().isEmpty())
                        .flatMap(member -> member.facts().startedAt().stream())
                        .map(Rebuilder::second)
                        .findFirst();
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
