/** Goes on with the chain that another system has begun, as far as it is proven. */
package io.github.dcie.migration;
