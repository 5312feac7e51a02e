package io.github.dcie;

import java.time.Instant;
import java.util.Optional;

/**
 * One full export and the windows that follow it without gap or overlap.
 *
 * @param generation the chain's number, 1, 2, 3, …
 * @param start the full export's time (T0)
 * @param watermark up to here the exports are the whole truth; empty as long as the full export is not complete
 * @param frontier end of the last planned window
 */
public record Chain(int generation, Instant start, Optional<Instant> watermark, Instant frontier) {}
