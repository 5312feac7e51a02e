/** Meters the steps of export jobs for Micrometer. */
package io.github.dcie.micrometer;
