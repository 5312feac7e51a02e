/** Meters the steps of export jobs for Micrometer. */
@NullMarked
package io.github.dcie.micrometer;

import org.jspecify.annotations.NullMarked;
