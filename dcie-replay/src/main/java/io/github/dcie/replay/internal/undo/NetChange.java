package io.github.dcie.replay.internal.undo;

import io.github.dcie.reader.TypedValue;
import io.github.dcie.replay.internal.Images;
import java.util.Map;
import java.util.Optional;

/**
 * What a range of windows has made of an item.
 *
 * @param keys its key attributes
 * @param before what it was before the first window; empty if there was none
 * @param left what the last window has left; empty if it was deleted
 */
record NetChange(
        Map<String, TypedValue> keys,
        Optional<Map<String, TypedValue>> before,
        Optional<Map<String, TypedValue>> left) {

    boolean isNothing() {
        return areSame(before, left);
    }

    boolean isStill(Optional<Map<String, TypedValue>> found) {
        return areSame(found, left);
    }

    static boolean areSame(Optional<Map<String, TypedValue>> one, Optional<Map<String, TypedValue>> other) {
        return one.map(Images::canonical).equals(other.map(Images::canonical));
    }
}
