package io.github.dcie.admin;

import io.github.dcie.JobId;
import io.github.dcie.TableArn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The exports of a job by generation and in chain order, as they were known at one time. It is made of DynamoDB's own
 * records and of manifests, and not of the job's state, so it is there even if that was lost. Immutable, equal by value.
 *
 * @param job the job
 * @param table its table
 * @param at when it was looked at, whole seconds
 * @param chains by generation
 * @param others the job's exports that no chain needs, by what they cover: failed, running and repeated ones, and those
 *     behind a hole
 * @param audit what is wrong with them
 */
public record ExportCatalog(
        JobId job, TableArn table, Instant at, List<ExportChain> chains, List<CatalogExport> others, Audit audit) {

    /**
     * Copies the lists.
     *
     * @param job the job
     * @param table its table
     * @param at when it was looked at, whole seconds
     * @param chains by generation, copied
     * @param others the job's exports that no chain needs, copied
     * @param audit what is wrong with them
     */
    public ExportCatalog {
        chains = List.copyOf(chains);
        others = List.copyOf(others);
    }

    /**
     * One generation.
     *
     * @param generation its number
     * @return its exports in chain order; empty if none of them is known
     */
    public Optional<ExportChain> chain(int generation) {
        return chains.stream().filter(chain -> chain.generation() == generation).findFirst();
    }

    /**
     * What a consumer has not read yet, in the order in which it is to be read. A later generation begins with its own full
     * export, which takes the place of everything before it.
     *
     * @param generation of the last export that was read
     * @param watermark up to where that one leads: its {@code to}
     * @return the rest of that generation, then the later ones
     */
    public List<CatalogExport> since(int generation, Instant watermark) {
        Stream<CatalogExport> rest = chain(generation).stream()
                .flatMap(chain -> chain.windows().stream())
                .filter(export -> export.to().isAfter(watermark));
        Stream<CatalogExport> later = chains.stream()
                .filter(chain -> chain.generation() > generation)
                .flatMap(chain -> chain.exports().stream());
        return Stream.concat(rest, later).toList();
    }
}
