/** Goes on with the chain that another system has begun, as far as it is proven. */
@NullMarked
package io.github.dcie.migration;

import org.jspecify.annotations.NullMarked;
