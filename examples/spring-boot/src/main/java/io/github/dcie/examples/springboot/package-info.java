/**
 * A Spring Boot service that keeps several tables exported and shows their health. {@link ExportConfiguration},
 * {@link Exporter} and {@link FleetHealth} are all that a service of yours needs.
 */
@NullMarked
package io.github.dcie.examples.springboot;

import org.jspecify.annotations.NullMarked;
