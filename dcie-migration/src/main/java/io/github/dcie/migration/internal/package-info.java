/** Whether another system's chain can be continued: what is read of it, and what that proves. Internal: no promise is made. */
package io.github.dcie.migration.internal;
