/** A state that was lost, rebuilt from the exports that its chain has left. Internal: no promise is made. */
package io.github.dcie.admin.internal.recovery;
