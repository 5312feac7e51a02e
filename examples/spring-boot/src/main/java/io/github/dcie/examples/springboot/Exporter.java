package io.github.dcie.examples.springboot;

import io.github.dcie.core.ExportCoordinator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes a step for each table, one after the other; every instance of the service may do so at the same time. */
@Component
class Exporter {

    private final Fleet fleet;

    Exporter(Fleet fleet) {
        this.fleet = fleet;
    }

    @Scheduled(fixedDelayString = "${exports.every}")
    void advance() {
        fleet.forEach(this::step);
    }

    private void step(ExportCoordinator exports) {
        exports.asTask().run(); // it never throws, so one table's trouble is not the next one's
    }
}
