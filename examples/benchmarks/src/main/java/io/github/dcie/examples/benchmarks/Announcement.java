package io.github.dcie.examples.benchmarks;

import io.github.dcie.ExportWindow;
import java.time.Instant;

/**
 * A system says that a window's export is there: by a message, or, if it sends none, by moving its cursor.
 *
 * @param window the window
 * @param at when it says so
 */
record Announcement(ExportWindow window, Instant at) {}
