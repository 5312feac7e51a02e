package io.github.dcie.admin.internal.catalog;

import io.github.dcie.Chain;
import io.github.dcie.ExportType;
import io.github.dcie.admin.internal.records.Exports;
import io.github.dcie.admin.internal.records.Location;
import io.github.dcie.core.internal.facts.ExportFacts;
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
 * a job's destination may have changed; where two continue it, the one at the job's own place does, and where it
 * continues two, it belongs to the one that DynamoDB confirms. What continues none is left out, and told.
 */
public final class Assembly {

    private final CatalogInput known;
    private final Lineage lineage;
    private final TreeMap<Instant, List<AttributedExport>> chains = new TreeMap<>();
    private final Set<Location> trackedExports;
    private final List<ExportFacts> orphans = new ArrayList<>();
    private final List<ExportFacts> foreign = new ArrayList<>();
    private final List<ExportFacts> unattached = new ArrayList<>();
    private final Set<Instant> beginless = new HashSet<>();
    private final List<ChainExports> lines;

    /** Sorts all exports that are known. */
    public Assembly(CatalogInput known) {
        this.known = known;
        List<ExportFacts> all = known.records().exports().all();
        lineage = new Lineage(known.job(), all);
        List<ExportFacts> own = all.stream().filter(lineage::isOwn).toList();
        List<ExportFacts> nameless =
                all.stream().filter(export -> export.token().isEmpty()).toList();
        trackedExports = Stream.concat(
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
                .map(chain -> new ChainExports(chain.getKey(), beginless.contains(chain.getKey()), chain.getValue()))
                .toList();
    }

    private void addFullExports(List<ExportFacts> own, List<ExportFacts> nameless) {
        List<ExportFacts> full = nameless.stream()
                .filter(export -> export.type() == ExportType.FULL_EXPORT)
                .toList();
        List<ExportFacts> beginnings = full.stream()
                .filter(export -> isContinued(export, own, nameless))
                .toList();
        full.stream().filter(export -> !beginnings.contains(export)).forEach(unattached::add);
        Stream.concat(own.stream(), beginnings.stream())
                .filter(export -> export.type() == ExportType.FULL_EXPORT)
                .forEach(export -> {
                    AttributedExport bare = new AttributedExport(export, OptionalInt.empty());
                    OptionalInt attempt = lineage.attempt(bare.to(), export);
                    if (attempt.isEmpty() && export.token().isPresent()) {
                        orphans.add(export);
                    } else {
                        add(bare.to(), new AttributedExport(export, attempt));
                    }
                });
    }

    /**
     * Whether a full export that only a manifest is left of is a chain's beginning: the state says so, tokens of later
     * windows prove it (T1), or, at the job's own place, a window begins where it ends.
     */
    private boolean isContinued(ExportFacts full, List<ExportFacts> own, List<ExportFacts> nameless) {
        Instant start = new AttributedExport(full, OptionalInt.empty()).to();
        return known.chain().map(Chain::start).filter(start::equals).isPresent()
                || own.stream()
                        .filter(export -> export.type() == ExportType.INCREMENTAL_EXPORT)
                        .anyMatch(window -> lineage.attempt(start, window).isPresent())
                || (isAtHome(full)
                        && nameless.stream()
                                .filter(export -> export.type() == ExportType.INCREMENTAL_EXPORT)
                                .anyMatch(window -> begin(window).equals(start)));
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
                add(start.get(), new AttributedExport(window, lineage.attempt(start.get(), window)));
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
            add(continued.get(), new AttributedExport(window, OptionalInt.empty()));
        } else if (mayBeForgotten && Exports.isComplete(window)) {
            beginless.add(begin(window));
            add(begin(window), new AttributedExport(window, OptionalInt.empty()));
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
                .map(export -> new AttributedExport(export, OptionalInt.empty()))
                .filter(member -> member.isComplete() && member.from().isBefore(member.to()))
                .collect(Collectors.toMap(AttributedExport::to, AttributedExport::from, (one, other) -> one));
        Instant start = oldest;
        while (beginByEnd.containsKey(start)) {
            start = beginByEnd.get(start);
        }
        beginless.remove(oldest);
        beginless.add(start);
        chains.put(start, chains.remove(oldest));
    }

    /** What only a manifest is left of, in the order of time; of two that begin alike the one at the job's own place. */
    private void addByContinuity(List<ExportFacts> nameless) {
        nameless.stream()
                .filter(export -> export.type() == ExportType.INCREMENTAL_EXPORT)
                .sorted(Comparator.comparing(Assembly::begin)
                        .thenComparing(window -> isAtHome(window) ? 0 : 1)
                        .thenComparing(ExportFacts::exportId))
                .forEach(this::addByContinuity);
    }

    private void addByContinuity(ExportFacts window) {
        Optional<Instant> continued = continuedBy(window);
        // behind a hole it still belongs to the chain whose place it lies at
        Optional<Instant> start = continued.isEmpty() && isAtHome(window)
                ? Optional.ofNullable(chains.floorKey(begin(window))).filter(chain -> isOfTable(chain, window))
                : continued.filter(chain -> isAtHome(window) || !isTaken(chain, begin(window)));
        start.ifPresentOrElse(
                chain -> add(chain, new AttributedExport(window, OptionalInt.empty())), () -> unattached.add(window));
    }

    /** The chain that a window continues; of two the one that DynamoDB confirms, or the state. */
    private Optional<Instant> continuedBy(ExportFacts window) {
        List<Instant> continued = chains.headMap(begin(window), true).descendingKeySet().stream()
                .filter(start -> isContinuedAt(start, begin(window)) && isOfTable(start, window))
                .toList();
        return continued.stream()
                .filter(this::isConfirmed)
                .findFirst()
                .or(() -> continued.stream().findFirst());
    }

    private boolean isContinuedAt(Instant start, Instant begin) {
        return start.equals(begin)
                || chains.getOrDefault(start, List.of()).stream()
                        .anyMatch(member -> member.isComplete() && member.to().equals(begin));
    }

    private boolean isTaken(Instant start, Instant begin) {
        return chains.getOrDefault(start, List.of()).stream()
                .anyMatch(member -> member.isComplete()
                        && member.facts().from().isPresent()
                        && member.from().equals(begin));
    }

    private boolean isConfirmed(Instant start) {
        return known.chain().map(Chain::start).filter(start::equals).isPresent()
                || chains.getOrDefault(start, List.of()).stream()
                        .anyMatch(member -> member.facts().token().isPresent());
    }

    /** Whether an export is of the table that a chain is of, as far as that is known. */
    private boolean isOfTable(Instant start, ExportFacts window) {
        Optional<String> known = chains.getOrDefault(start, List.of()).stream()
                .filter(AttributedExport::isComplete)
                .flatMap(member -> member.facts().tableId().stream())
                .findFirst();
        return known.isEmpty() || window.tableId().isEmpty() || known.equals(window.tableId());
    }

    private void add(Instant start, AttributedExport member) {
        chains.computeIfAbsent(start, key -> new ArrayList<>()).add(member);
    }

    private boolean isAtHome(ExportFacts export) {
        return trackedExports.contains(Location.of(export));
    }

    private static Instant begin(ExportFacts window) {
        return new AttributedExport(window, OptionalInt.empty()).from();
    }

    /** All chains, oldest first, those that have not begun, too. */
    public List<ChainExports> all() {
        return lines;
    }

    /** The chains that have begun, oldest first: those with a complete full export, or with a window. */
    List<ChainExports> lines() {
        return lines.stream().filter(this::hasBegun).toList();
    }

    /** Full exports that no chain has begun with: failed, or not complete yet. */
    List<AttributedExport> beginnings() {
        return lines.stream()
                .filter(line -> !hasBegun(line))
                .flatMap(line -> line.members().stream())
                .toList();
    }

    private boolean hasBegun(ChainExports line) {
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

    /** What only manifests are left of, and what belongs to no chain. */
    List<ExportFacts> unattached() {
        return unattached.stream().filter(export -> !export.isFailed()).toList();
    }
}
