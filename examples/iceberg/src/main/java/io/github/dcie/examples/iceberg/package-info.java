/**
 * Keeps an Apache Iceberg table fresh by the exports of a DynamoDB table: what a service of yours would take over. Start with
 * {@link FreshTable}; the package {@code local} is the world around it.
 */
@NullMarked
package io.github.dcie.examples.iceberg;

import org.jspecify.annotations.NullMarked;
