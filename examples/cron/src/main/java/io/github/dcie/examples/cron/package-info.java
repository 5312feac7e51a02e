/** One step and an exit code, for cron or a Kubernetes CronJob; or a loop. Begin with {@link Cron}. */
@NullMarked
package io.github.dcie.examples.cron;

import org.jspecify.annotations.NullMarked;
