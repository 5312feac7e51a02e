/**
 * When, and how long: delays that grow, what is learned of how long exports take, the schedule of looks, a job's own second.
 * Arithmetic of times alone; what is to be done is said elsewhere.
 */
package io.github.dcie.core.internal.timing;
