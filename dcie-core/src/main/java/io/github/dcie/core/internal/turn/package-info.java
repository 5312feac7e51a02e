/**
 * The decisions of one step on the state: {@link io.github.dcie.core.internal.turn.Turn} is the state as it has been changed
 * so far, and each of the other classes takes it one stretch further. In which order is not decided here.
 */
package io.github.dcie.core.internal.turn;
