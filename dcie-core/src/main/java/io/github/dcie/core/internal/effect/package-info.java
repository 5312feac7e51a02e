/**
 * What a step wants done, and what that can give: {@link io.github.dcie.core.internal.effect.Effect} as plain data, {@link
 * io.github.dcie.core.internal.effect.Effect.World} with one method for each. Nothing here does anything.
 */
package io.github.dcie.core.internal.effect;
