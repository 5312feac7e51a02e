/** Publishes the events of export jobs to an SNS topic. */
@NullMarked
package io.github.dcie.sns;

import org.jspecify.annotations.NullMarked;
