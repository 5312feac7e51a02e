package io.github.dcie.core.internal.catalog;

import io.github.dcie.Chain;
import io.github.dcie.ExportType;
import io.github.dcie.core.internal.chain.ExportFacts;
import io.github.dcie.core.internal.records.Exports;
import io.github.dcie.core.internal.records.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells which export belongs to which chain. An export with a token of this job's belongs where the token says. One that
 * only a manifest is left of has none: it belongs to the chain that it continues in table and time, wherever it lies, for
 * a job's destination may have changed; where two continue it, the one at the job's own place does.
 */
public final class Assembly {

    private final Known known;
    private final Lineage lineage;
    private final TreeMap<Instant, List<Member>> chains = new TreeMap<>();
    private final Set<Location> places;
    private final List<ExportFacts> orphans = new ArrayList<>();
    private final List<ExportFacts> foreign = new ArrayList<>();
    private final Set<Instant> beginless = new HashSet<>();
    private final List<Line> lines;

    /** Sorts all exports that are known. */
    public Assembly(Known known) {
        this.known = known;
        List<ExportFacts> all = known.records().exports().all();
        lineage = new Lineage(known.job(), all);
        List<ExportFacts> own = all.stream().filter(lineage::isOwn).toList();
        List<ExportFacts> nameless =
                all.stream().filter(export -> export.token().isEmpty()).toList();
        places = Stream.concat(
                        Stream.of(Location.of(known.job().destination())),
                        own.stream().map(Location::of))
                .collect(Collectors.toSet());
        addFullExports(own, nameless);
        known.chain().map(Chain::start).ifPresent(start -> chains.putIfAbsent(start, new ArrayList<>()));
        addByToken(own);
        List.copyOf(beginless).forEach(start -> lengthen(start, nameless));
        addByContinuity(nameless);
        all.stream()
                .filter(export -> export.token().isPresent() && !lineage.isOwn(export) && isAtHome(export))
                .forEach(foreign::add);
        lines = chains.entrySet().stream()
                .map(chain -> new Line(chain.getKey(), beginless.contains(chain.getKey()), chain.getValue()))
                .toList();
    }

    private void addFullExports(List<ExportFacts> own, List<ExportFacts> nameless) {
        Stream.concat(own.stream(), nameless.stream().filter(export -> isAtHome(export) || isContinued(export, own)))
                .filter(export -> export.type() == ExportType.FULL_EXPORT)
                .forEach(export -> {
                    Member bare = new Member(export, OptionalInt.empty());
                    OptionalInt attempt = lineage.attempt(bare.to(), export);
                    if (attempt.isEmpty() && export.token().isPresent()) {
                        orphans.add(export);
                    } else {
                        add(bare.to(), new Member(export, attempt));
                    }
                });
    }

    /** Tokens of later windows prove that a full export is the beginning of their chain (T1). */
    private boolean isContinued(ExportFacts full, List<ExportFacts> own) {
        Instant start = new Member(full, OptionalInt.empty()).to();
        return own.stream()
                .filter(export -> export.type() == ExportType.INCREMENTAL_EXPORT)
                .anyMatch(window -> lineage.attempt(start, window).isPresent());
    }

    /** Of which a chain's start is not known, it is the beginning of its oldest window, where the tokens agree. */
    private void addByToken(List<ExportFacts> own) {
        List<ExportFacts> windows = own.stream()
                .filter(export -> export.type() == ExportType.INCREMENTAL_EXPORT)
                .sorted(Comparator.comparing(Assembly::begin).thenComparing(ExportFacts::exportId))
                .toList();
        List<ExportFacts> rest = new ArrayList<>();
        for (ExportFacts window : windows) {
            Optional<Instant> start = startOf(window);
            if (start.isEmpty() && lineage.attempt(begin(window), window).isPresent()) {
                start = Optional.of(begin(window)); // taken over: the first window's beginning is the start (W1)
            }
            if (start.isPresent()) {
                add(start.get(), new Member(window, lineage.attempt(start.get(), window)));
            } else {
                rest.add(window);
            }
        }
        rest.forEach(this::addBeginless);
    }

    private Optional<Instant> startOf(ExportFacts window) {
        return chains.headMap(begin(window), true).descendingKeySet().stream()
                .filter(start -> lineage.attempt(start, window).isPresent())
                .findFirst();
    }

    /** A window of ours whose chain's start nobody remembers; where somebody should, it belongs to none. */
    private void addBeginless(ExportFacts window) {
        boolean mayBeForgotten = chains.isEmpty() || begin(window).isBefore(chains.firstKey());
        Optional<Instant> continued = beginless.stream()
                .filter(start -> chains.getOrDefault(start, List.of()).stream()
                        .anyMatch(member -> member.to().equals(begin(window))))
                .findFirst();
        if (continued.isPresent()) {
            add(continued.get(), new Member(window, OptionalInt.empty()));
        } else if (mayBeForgotten && Exports.isComplete(window)) {
            beginless.add(begin(window));
            add(begin(window), new Member(window, OptionalInt.empty()));
        } else {
            orphans.add(window);
        }
    }

    /** What only manifests are left of may lead to the oldest window of a chain whose start nobody remembers. */
    private void lengthen(Instant oldest, List<ExportFacts> nameless) {
        if (chains.lowerKey(oldest) != null) {
            return;
        }
        Map<Instant, Instant> beginByEnd = nameless.stream()
                .filter(export -> export.type() == ExportType.INCREMENTAL_EXPORT && isOfTable(oldest, export))
                .map(export -> new Member(export, OptionalInt.empty()))
                .filter(member -> member.isComplete() && member.from().isBefore(member.to()))
                .collect(Collectors.toMap(Member::to, Member::from, (one, other) -> one));
        Instant start = oldest;
        while (beginByEnd.containsKey(start)) {
            start = beginByEnd.get(start);
        }
        beginless.remove(oldest);
        beginless.add(start);
        chains.put(start, chains.remove(oldest));
    }

    /** What only a manifest is left of: at the job's own place first, then what fits into the holes from elsewhere. */
    private void addByContinuity(List<ExportFacts> nameless) {
        Comparator<ExportFacts> inOrder = Comparator.comparing(Assembly::begin).thenComparing(ExportFacts::exportId);
        List<ExportFacts> windows = nameless.stream()
                .filter(export -> export.type() == ExportType.INCREMENTAL_EXPORT)
                .sorted(inOrder)
                .toList();
        for (ExportFacts window : windows) {
            Optional<Instant> start = Optional.ofNullable(chains.floorKey(begin(window)));
            if (isAtHome(window) && start.filter(of -> isOfTable(of, window)).isPresent()) {
                add(start.get(), new Member(window, OptionalInt.empty()));
            } else if (isAtHome(window)) {
                foreign.add(window);
            }
        }
        windows.stream().filter(window -> !isAtHome(window)).forEach(this::addWhereItContinues);
    }

    private void addWhereItContinues(ExportFacts window) {
        Instant begin = begin(window);
        Optional<Instant> start = Optional.ofNullable(chains.floorKey(begin));
        List<Member> members = start.map(chains::get).orElse(List.of());
        boolean continues = start.filter(begin::equals).isPresent()
                || members.stream()
                        .anyMatch(member -> member.isComplete() && member.to().equals(begin));
        boolean isTaken = members.stream()
                .anyMatch(member -> member.isComplete()
                        && member.facts().from().isPresent()
                        && member.from().equals(begin));
        if (continues && !isTaken && isOfTable(start.orElseThrow(), window)) {
            add(start.get(), new Member(window, OptionalInt.empty()));
        }
    }

    /** Whether an export is of the table that a chain is of, as far as that is known. */
    private boolean isOfTable(Instant start, ExportFacts window) {
        Optional<String> known = chains.getOrDefault(start, List.of()).stream()
                .filter(Member::isComplete)
                .flatMap(member -> member.facts().tableId().stream())
                .findFirst();
        return known.isEmpty() || window.tableId().isEmpty() || known.equals(window.tableId());
    }

    private void add(Instant start, Member member) {
        chains.computeIfAbsent(start, key -> new ArrayList<>()).add(member);
    }

    private boolean isAtHome(ExportFacts export) {
        return places.contains(Location.of(export));
    }

    private static Instant begin(ExportFacts window) {
        return new Member(window, OptionalInt.empty()).from();
    }

    /** All chains, oldest first, those that have not begun, too. */
    public List<Line> all() {
        return lines;
    }

    /** The chains that have begun, oldest first: those with a complete full export, or with a window. */
    List<Line> lines() {
        return lines.stream().filter(this::hasBegun).toList();
    }

    /** Full exports that no chain has begun with: failed, or not complete yet. */
    List<Member> beginnings() {
        return lines.stream()
                .filter(line -> !hasBegun(line))
                .flatMap(line -> line.members().stream())
                .toList();
    }

    private boolean hasBegun(Line line) {
        boolean isCurrent =
                known.chain().map(Chain::start).filter(line.start()::equals).isPresent();
        return line.full().isPresent() || !line.completeWindows().isEmpty() || isCurrent;
    }

    /** Of this job's exports those that belong to no chain; failed ones have cost nothing and say nothing. */
    public List<ExportFacts> orphans() {
        return orphans.stream().filter(export -> !export.isFailed()).toList();
    }

    /** Others' exports of the table at this job's place. */
    List<ExportFacts> foreign() {
        return foreign.stream().filter(export -> !export.isFailed()).toList();
    }
}
