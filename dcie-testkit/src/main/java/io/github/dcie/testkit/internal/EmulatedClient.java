package io.github.dcie.testkit.internal;

import io.github.dcie.TableArn;
import io.github.dcie.testkit.FaultPlan;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.SimulatedClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeExportRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ListExportsRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;

/** One process's client: a few operations go to the emulated service, the others to a real one if there is one. */
public final class EmulatedClient implements ClientProxy.Operations {

    /** A request must reach AWS within this time of its signature (IAM User Guide, "Signature Version 4"). */
    private static final Duration SIGNATURE_VALID = Duration.ofMinutes(5);

    private final ExportService service;
    private final Optional<RealTables> real;
    private final SimulatedClock clock;
    private final Effects effects;
    private final CallListener calls;

    private EmulatedClient(
            ExportService service,
            Optional<RealTables> real,
            SimulatedClock clock,
            FaultPlan plan,
            CallListener calls) {
        this.service = service;
        this.real = real;
        this.clock = clock;
        this.effects = new Effects(plan);
        this.calls = calls;
    }

    /**
     * A client of its own.
     *
     * @param service the emulated operations
     * @param real who does the others
     * @param clock when they are done, and what moves when they take a time
     * @param plan what goes wrong
     * @param calls who is told of calls
     * @return the client
     */
    public static DynamoDbClient create(
            ExportService service,
            Optional<RealTables> real,
            SimulatedClock clock,
            FaultPlan plan,
            CallListener calls) {
        return ClientProxy.create(DynamoDbClient.class, new EmulatedClient(service, real, clock, plan, calls));
    }

    @Override
    public Object perform(String operation, Method method, AwsRequest request) {
        effects.enter(operation);
        SdkCall sdk = SdkCall.of(request, DynamoDbServiceClientConfiguration::builder);
        sdk.beforeTransmission();
        Instant signed = clock.instant();
        return effects.<Object, RuntimeException>perform(
                operation,
                () -> answered(operation, method, (DynamoDbRequest) request, sdk, signed),
                fault -> failure(operation, fault));
    }

    private Object answered(String operation, Method method, DynamoDbRequest request, SdkCall sdk, Instant signed) {
        Duration taken = service.troubles().timeOfCall();
        if (!taken.isZero()) {
            clock.advance(sdk.waits(taken));
        }
        try {
            Object response = call(operation, method, request, signed);
            sdk.requireInTime(taken);
            return response instanceof AwsResponse answer && !service.troubles().areDatesHidden()
                    ? ServiceDate.on(
                            answer, clock.instant().plus(service.troubles().datesOffBy()))
                    : response;
        } catch (AwsServiceException e) {
            sdk.requireInTime(taken);
            throw ServiceDate.on(e, clock.instant());
        }
    }

    @Override
    public String serviceName() {
        return DynamoDbClient.SERVICE_NAME;
    }

    @Override
    public AwsServiceClientConfiguration configuration() {
        return DynamoDbServiceClientConfiguration.builder()
                .region(Region.of(service.region()))
                .build();
    }

    @Override
    public String toString() {
        return "emulated DynamoDB client in " + service.region();
    }

    private Object call(String operation, Method method, DynamoDbRequest request, Instant signed) {
        calls.called(operation, request::toString);
        // a process that was frozen with a signed request in its hands
        if (clock.instant().isAfter(signed.plus(SIGNATURE_VALID))) {
            throw ServiceErrors.signatureExpired(signed, clock.instant());
        }
        service.requireAnswer(operation);
        return switch (operation) {
            case "ExportTableToPointInTime" -> service.export((ExportTableToPointInTimeRequest) request);
            case "DescribeExport" -> service.describeExport((DescribeExportRequest) request);
            case "ListExports" -> service.listExports((ListExportsRequest) request);
            case "DescribeContinuousBackups" ->
                service.describeContinuousBackups((DescribeContinuousBackupsRequest) request);
            case "UpdateContinuousBackups" -> service.updateContinuousBackups((UpdateContinuousBackupsRequest) request);
            case "DescribeTable" -> describeTable((DescribeTableRequest) request);
            case "CreateTable" -> createTable(method, (CreateTableRequest) request);
            case "DeleteTable" -> deleteTable(method, (DeleteTableRequest) request);
            default -> delegate(operation, method, request);
        };
    }

    private DescribeTableResponse describeTable(DescribeTableRequest request) {
        Optional<TableDescription> emulated = service.describeTable(request.tableName());
        if (real.isEmpty()) {
            return DescribeTableResponse.builder()
                    .table(emulated.orElseThrow(() -> ServiceErrors.resourceNotFound(request.tableName())))
                    .build();
        }
        TableDescription described = real.get()
                .client()
                .describeTable(actual ->
                        actual.tableName(service.arn(request.tableName()).tableName()))
                .table();
        return DescribeTableResponse.builder()
                .table(emulated.map(table -> described.toBuilder()
                                .tableArn(table.tableArn())
                                .tableId(table.tableId())
                                .creationDateTime(table.creationDateTime())
                                .build())
                        .orElse(described))
                .build();
    }

    private Object createTable(Method method, CreateTableRequest request) {
        Object response = delegate("CreateTable", method, request);
        TableArn arn = service.arn(request.tableName());
        TableDescription created = real.orElseThrow()
                .client()
                .describeTable(described -> described.tableName(arn.tableName()))
                .table();
        // a table without a stream is none whose changes could be exported: a job table, say
        if (StreamReader.hasImages(created)) {
            service.createTable(arn, clock.instant());
        }
        return response;
    }

    private Object deleteTable(Method method, DeleteTableRequest request) {
        TableArn arn = service.arn(request.tableName());
        real.ifPresent(tables -> tables.detach(arn, clock.instant()));
        Object response = delegate("DeleteTable", method, request);
        if (service.hasTable(arn)) {
            service.deleteTable(arn);
        }
        return response;
    }

    private Object delegate(String operation, Method method, DynamoDbRequest request) {
        DynamoDbClient client = real.map(RealTables::client)
                .orElseThrow(() -> new UnsupportedOperationException(operation
                        + ": the emulator has the export and recovery operations only; give it a real DynamoDB for the"
                        + " others with ExportEmulator.builder().tablesOf(…)"));
        try {
            return method.invoke(client, request);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(operation + " failed", e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(operation + " is not accessible", e);
        }
    }

    private static RuntimeException failure(String operation, Fault fault) {
        return switch (fault) {
            case FAIL -> ServiceErrors.internal();
            case THROTTLE -> ServiceErrors.throttling();
            case LOSE_REPLY -> ServiceErrors.lostReply(operation);
            case NONE, CRASH_BEFORE, CRASH_AFTER -> throw new IllegalArgumentException(fault + " is no failure");
        };
    }
}
