/** Two days in the life of a shop whose table is continuously exported, in seconds. Begin with {@link Service}. */
@NullMarked
package io.github.dcie.examples.quickstart;

import org.jspecify.annotations.NullMarked;
