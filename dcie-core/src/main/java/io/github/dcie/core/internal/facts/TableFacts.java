package io.github.dcie.core.internal.facts;

import java.util.Optional;

/**
 * What DescribeTable says of the table. Its size is updated about every six hours (API reference, TableDescription).
 *
 * @param id tells it from a re-created one
 * @param bytes its size with its local indexes
 */
public record TableFacts(Optional<String> id, long bytes) {}
