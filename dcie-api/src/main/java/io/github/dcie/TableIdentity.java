package io.github.dcie;

import java.util.Optional;

/**
 * A table, told apart from a later one of the same name: a re-created table has the same ARN and another id.
 *
 * @param arn the table's ARN
 * @param id the table's id as DynamoDB reports it; empty as long as no export of this generation has told it
 */
public record TableIdentity(TableArn arn, Optional<String> id) {}
