package io.github.dcie.core.internal.guard;

import io.github.dcie.TableArn;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Whether a client is of a table's Region (F6). */
public final class ClientRegion {

    private ClientRegion() {}

    /** What is wrong with the client; empty if nothing is, or if it is not the SDK's own and does not say. */
    public static Optional<String> fault(DynamoDbClient client, TableArn table) {
        return of(client)
                .filter(region -> !region.equals(table.region()))
                .map(region -> "the client's Region is " + region + ", the table's is " + table.region()
                        + ": expected the table's; DynamoDB would look for it in the wrong Region");
    }

    private static Optional<String> of(DynamoDbClient client) {
        try {
            return Optional.ofNullable(client.serviceClientConfiguration())
                    .flatMap(configuration -> Optional.ofNullable(configuration.region()))
                    .map(Region::id);
        } catch (RuntimeException e) { // a client of the user's own, which tells nothing of itself
            return Optional.empty();
        }
    }
}
