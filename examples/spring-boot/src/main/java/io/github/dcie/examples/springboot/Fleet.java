package io.github.dcie.examples.springboot;

import io.github.dcie.core.ExportCoordinator;
import java.util.List;
import java.util.function.Consumer;

/**
 * All jobs of this service.
 *
 * @param jobs a coordinator for each table
 */
record Fleet(List<ExportCoordinator> jobs) {

    void forEach(Consumer<ExportCoordinator> task) {
        jobs.forEach(task);
    }
}
