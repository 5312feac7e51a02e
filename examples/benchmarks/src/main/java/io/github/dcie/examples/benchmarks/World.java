package io.github.dcie.examples.benchmarks;

import io.github.dcie.TableArn;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** One table, DynamoDB's export operations, a clock, and what happens when. Each contender has a world of its own. */
final class World {

    static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    static final String BUCKET = "acme-exports";

    /** The window of all measurements, the least that DynamoDB takes and the default of all three systems but one. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    /** Within the times of 2 to 20 minutes that were observed for small tables, and in the midst of them. */
    static final Duration USUAL_EXPORT = Duration.ofMinutes(12);

    private final ExportEmulator aws = ExportEmulator.withTable(TABLE);
    private final Agenda agenda = new Agenda(aws.clock());
    private final Supplier<Duration> exportsTake;
    private Weather weather = Weather.fine();

    World(Duration exportsTake) {
        this(() -> exportsTake);
    }

    /** Each export takes what is drawn for it. */
    World(Supplier<Duration> exportsTake) {
        this.exportsTake = exportsTake;
        drawDuration();
    }

    /** Before whatever may request an export. */
    void drawDuration() {
        aws.exportsTake(exportsTake.get());
    }

    World weather(Weather value) {
        weather = value;
        return this;
    }

    ExportEmulator aws() {
        return aws;
    }

    SimulatedClock clock() {
        return aws.clock();
    }

    Instant now() {
        return aws.clock().instant();
    }

    Agenda agenda() {
        return agenda;
    }

    Weather weather() {
        return weather;
    }

    /** A schedule of a service: what comes due while it is down is never made up for. */
    void every(Duration interval, Runnable tick) {
        Optional<Instant> again = weather.triggersComeAgainAt(now());
        if (again.isEmpty()) {
            tick.run();
        }
        agenda.after(interval, () -> every(interval, tick));
    }

    void runFor(Duration time) {
        agenda.runFor(time);
    }
}
