package io.github.dcie.examples.springboot;

import io.github.dcie.Health.Level;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * The component {@code exports} of {@code /actuator/health}: the worst of all tables, and a line for each.
 *
 * <p>BEHIND and BLOCKED are statuses of their own. DOWN or OUT_OF_SERVICE would be a 503 of the whole service: a load
 * balancer would take it out, or Kubernetes restart it, because one table's recovery was switched off. The service can do
 * nothing about that, its other tables are well, and a restart mends nothing. Spring counts statuses that it does not know as
 * no trouble of the whole. Whoever wants a 503 for an alarm asks the group {@code exports-alarm} (application.yaml).
 *
 * <p>Each look reads the state of every table; the time that an answer is kept is in application.yaml.
 */
@Component("exports")
class FleetHealth implements HealthIndicator {

    static final Status BEHIND = new Status("BEHIND");
    static final Status BLOCKED = new Status("BLOCKED");

    private static final int WINDOWS_OF_LAG = 3;

    private final Fleet fleet;

    FleetHealth(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public Health health() {
        Level worst = Level.OK;
        Map<String, String> details = new LinkedHashMap<>();
        for (ExportCoordinator exports : fleet.jobs()) {
            io.github.dcie.Health health = look(exports);
            worst = worst.compareTo(health.level()) < 0 ? health.level() : worst;
            details.put(exports.job().id().value(), health.level() + ": " + health.why());
        }
        return Health.status(statusOf(worst)).withDetails(details).build();
    }

    private static io.github.dcie.Health look(ExportCoordinator exports) {
        try {
            return exports.status().health(exports.job().windowSize().multipliedBy(WINDOWS_OF_LAG));
        } catch (StateStoreException e) { // no step gets beyond its read either
            return new io.github.dcie.Health(Level.BLOCKED, String.valueOf(e.getMessage()));
        }
    }

    private static Status statusOf(Level level) {
        return switch (level) {
            case OK -> Status.UP;
            case BEHIND -> BEHIND;
            case BLOCKED -> BLOCKED;
        };
    }
}
