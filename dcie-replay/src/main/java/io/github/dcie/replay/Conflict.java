package io.github.dcie.replay;

import io.github.dcie.reader.TypedValue;
import java.util.Map;
import java.util.Optional;

/**
 * An item that was written after the windows that are taken back. It is left as it is.
 *
 * @param keys the item's key attributes
 * @param left the SHA-256 of the item as the windows have left it, in hex; empty if they have deleted it
 * @param found the SHA-256 of the item as it is; empty if there is none
 */
public record Conflict(Map<String, TypedValue> keys, Optional<String> left, Optional<String> found) {}
