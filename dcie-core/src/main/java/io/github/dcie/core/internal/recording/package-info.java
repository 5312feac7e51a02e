/**
 * Steps as lines of JSON: {@link io.github.dcie.core.internal.recording.Recording} writes what a step was given and what its
 * effects gave, {@link io.github.dcie.core.internal.recording.Replay} runs it again from that.
 */
package io.github.dcie.core.internal.recording;
