package io.github.dcie.admin.internal.catalog;

import io.github.dcie.Chain;
import io.github.dcie.ExportArn;
import io.github.dcie.admin.CatalogExport;
import io.github.dcie.admin.CatalogExport.State;
import io.github.dcie.admin.ExportCatalog;
import io.github.dcie.admin.ExportChain;
import io.github.dcie.admin.internal.records.Exports;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a catalog of all that is known. */
public final class Catalogs {

    private static final Comparator<CatalogExport> IN_ORDER = Comparator.comparing(
                    (CatalogExport export) -> export.from().orElse(export.to()))
            .thenComparing(CatalogExport::to)
            .thenComparing(export -> export.arn().value());

    private Catalogs() {}

    /**
     * Makes one.
     *
     * @param at when everything was looked at
     */
    public static ExportCatalog of(CatalogInput known, Instant at) {
        Assembly assembly = new Assembly(known);
        List<ChainExports> lines = assembly.lines();
        Map<ChainExports, Integer> numbers = numbers(assembly, known.chain());
        List<ExportChain> chains = new ArrayList<>();
        for (ChainExports line : lines) {
            chains.add(chain(number(numbers, line), line, known));
        }
        return new ExportCatalog(
                known.job().id(),
                known.job().table(),
                at,
                chains,
                others(numbers, assembly, known),
                new Auditor(known).audit(assembly, chains));
    }

    /** The state knows the number of its chain; without it, they are counted from the oldest that is known. */
    private static Map<ChainExports, Integer> numbers(Assembly assembly, Optional<Chain> current) {
        Generations generations = new Generations(assembly.all(), Map.of());
        int beyond = current.map(chain -> chain.generation() - generations.ordinal(chain.start()))
                .filter(more -> more > 0)
                .orElse(0);
        return assembly.lines().stream()
                .collect(Collectors.toMap(Function.identity(), line -> generations.ordinal(line.start()) + beyond));
    }

    private static int number(Map<ChainExports, Integer> numbers, ChainExports line) {
        return Optional.ofNullable(numbers.get(line)).orElseThrow();
    }

    private static ExportChain chain(int number, ChainExports line, CatalogInput known) {
        OptionalInt generation = OptionalInt.of(number);
        return new ExportChain(
                number,
                line.start(),
                line.full().map(member -> export(generation, member, known)),
                line.windows().stream()
                        .map(member -> export(generation, member, known))
                        .toList());
    }

    private static List<CatalogExport> others(
            Map<ChainExports, Integer> numbers, Assembly assembly, CatalogInput known) {
        Stream<CatalogExport> aside = numbers.keySet().stream()
                .flatMap(line ->
                        aside(line).map(member -> export(OptionalInt.of(number(numbers, line)), member, known)));
        Stream<AttributedExport> orphans =
                assembly.orphans().stream().map(export -> new AttributedExport(export, OptionalInt.empty()));
        Stream<CatalogExport> ofNoChain = Stream.concat(assembly.beginnings().stream(), orphans)
                .map(member -> export(OptionalInt.empty(), member, known));
        return Stream.concat(aside, ofNoChain).sorted(IN_ORDER).toList();
    }

    /** What the chain does not need. */
    private static Stream<AttributedExport> aside(ChainExports line) {
        Set<AttributedExport> way = new HashSet<>(line.windows());
        line.full().ifPresent(way::add);
        return line.members().stream().filter(member -> !way.contains(member));
    }

    private static CatalogExport export(OptionalInt generation, AttributedExport member, CatalogInput known) {
        ExportFacts facts = member.facts();
        return new CatalogExport(
                generation,
                ExportArn.of(known.job().table(), facts.exportId()),
                facts.type(),
                facts.from().map(from -> member.from()),
                member.to(),
                state(facts),
                member.attempt(),
                facts.tableId(),
                facts.bucketOwner(),
                facts.startedAt(),
                member.isComplete() ? Optional.of(facts.completed(known.job().table())) : Optional.empty(),
                facts.remark());
    }

    private static State state(ExportFacts facts) {
        if (Exports.isComplete(facts)) {
            return State.COMPLETED;
        }
        return facts.isFailed() ? State.FAILED : State.IN_PROGRESS;
    }
}
