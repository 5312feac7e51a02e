/** The program of {@code docs/getting-started.md}, as it is printed there. */
@NullMarked
package io.github.dcie.examples.gettingstarted;

import org.jspecify.annotations.NullMarked;
