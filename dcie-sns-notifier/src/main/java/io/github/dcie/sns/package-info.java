/** Publishes the events of export jobs to an SNS topic. */
package io.github.dcie.sns;
