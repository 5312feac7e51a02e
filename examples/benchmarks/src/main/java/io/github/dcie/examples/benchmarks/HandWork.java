package io.github.dcie.examples.benchmarks;

import io.github.dcie.ExportWindow;
import io.github.dcie.testkit.EmulatedExport;
import io.github.dcie.testkit.EmulatedExport.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportType;
import software.amazon.awssdk.services.dynamodb.model.ExportViewType;

/** What a person does on the command line, patiently and without mistakes. */
final class HandWork {

    private static final Duration LOOKS_AGAIN = Duration.ofMinutes(30);

    private final World world;
    private final DynamoDbClient dynamoDb;

    HandWork(World world) {
        this.world = world;
        this.dynamoDb = world.aws().client();
    }

    /** A request for a window, without a token: each call is another export. */
    static ExportTableToPointInTimeRequest request(ExportWindow window) {
        return ExportTableToPointInTimeRequest.builder()
                .tableArn(World.TABLE.value())
                .s3Bucket(World.BUCKET)
                .exportType(ExportType.INCREMENTAL_EXPORT)
                .incrementalExportSpecification(period -> period.exportFromTime(window.from())
                        .exportToTime(window.to())
                        .exportViewType(ExportViewType.NEW_AND_OLD_IMAGES))
                .build();
    }

    /** Exports a window, again and again until it is there, as long as there is history. */
    void exportUntilComplete(ExportWindow window) {
        if (isCovered(window)
                || world.aws()
                        .earliestRestorable(World.TABLE)
                        .filter(earliest -> !earliest.isAfter(window.from()))
                        .isEmpty()) {
            return;
        }
        if (!isRunning(window)) {
            dynamoDb.exportTableToPointInTime(request(window));
        }
        world.agenda().after(LOOKS_AGAIN, () -> exportUntilComplete(window));
    }

    /** Exports what lies between two times, in pieces as long as DynamoDB takes them; the rest is left to the system. */
    Instant exportBetween(Instant from, Instant to) {
        Instant begin = from;
        while (!begin.plus(ExportWindow.LONGEST).isAfter(to)) {
            ExportWindow piece = ExportWindow.of(begin, ExportWindow.LONGEST);
            exportUntilComplete(piece);
            begin = piece.to();
        }
        return begin;
    }

    /** Whether completed exports cover all of a window. */
    boolean isCovered(ExportWindow window) {
        return Coverage.by(spans(State.COMPLETED)).covers(window);
    }

    private boolean isRunning(ExportWindow window) {
        return spans(State.IN_PROGRESS).contains(window);
    }

    private List<ExportWindow> spans(State state) {
        List<ExportWindow> spans = new ArrayList<>();
        // an export that covers a window was requested after the window's end
        for (EmulatedExport export :
                world.aws().exportsSince(World.TABLE, world.now().minus(Duration.ofDays(3)))) {
            if (export.state() == state) {
                export.window().ifPresent(spans::add);
            }
        }
        return spans;
    }
}
