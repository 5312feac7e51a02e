package io.github.dcie.testkit;

import io.github.dcie.TableArn;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportType;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;

/** Requests as a coordinator sends them. */
final class Requests {

    static final TableArn ORDERS = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    static final TableArn CUSTOMERS = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/customers");
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Requests() {}

    static ExportTableToPointInTimeRequest.Builder full(String token) {
        return ExportTableToPointInTimeRequest.builder()
                .tableArn(ORDERS.value())
                .s3Bucket("acme-exports")
                .exportType(ExportType.FULL_EXPORT)
                .clientToken(token);
    }

    static ExportTableToPointInTimeRequest.Builder incremental(String token, Instant from, Instant to) {
        return ExportTableToPointInTimeRequest.builder()
                .tableArn(ORDERS.value())
                .s3Bucket("acme-exports")
                .exportType(ExportType.INCREMENTAL_EXPORT)
                .incrementalExportSpecification(
                        period -> period.exportFromTime(from).exportToTime(to))
                .clientToken(token);
    }

    static ExportTableToPointInTimeRequest.Builder incremental(Instant from, Duration length) {
        return incremental(UUID.randomUUID().toString(), from, from.plus(length));
    }

    static ExportDescription export(DynamoDbClient client, ExportTableToPointInTimeRequest.Builder request) {
        return client.exportTableToPointInTime(request.build()).exportDescription();
    }

    static ExportDescription describe(DynamoDbClient client, ExportDescription export) {
        return client.describeExport(request -> request.exportArn(export.exportArn()))
                .exportDescription();
    }

    static PointInTimeRecoveryDescription recovery(DynamoDbClient client) {
        return client.describeContinuousBackups(request -> request.tableName(ORDERS.tableName()))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
    }
}
