package io.github.dcie.replay.internal;

import io.github.dcie.reader.Change;
import io.github.dcie.reader.DataFile;
import io.github.dcie.reader.TypedValue;
import io.github.dcie.replay.ReplayException;
import io.github.dcie.replay.Transformation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes of a change what is to be written.
 *
 * @param keys the names of the key attributes
 * @param guard whether what the copy must have before is said, too
 */
public record Actions(List<String> keys, Transformation transformation, Guard guard) {

    /** Whether foreign writes are looked for. */
    public enum Guard {
        /** They are not. */
        NONE,
        /** Each change says whether the item was there before it. */
        EXISTENCE
    }

    /** Empty if the copy does not get to know of the item. */
    Optional<Action> of(DataFile file, Change change) throws ReplayException {
        String place = "s3://" + file.object().bucket() + "/" + file.object().key() + " line " + change.line();
        if (change instanceof Change.Put put) {
            Map<String, TypedValue> key = key(place, put.newImage());
            Optional<Map<String, TypedValue>> image = transformation.of(put.newImage());
            if (image.isPresent() && !key(place, image.get()).equals(key)) {
                throw new ReplayException(
                        place,
                        "the transformation changes a key attribute, expected the key as it is",
                        "leave the key attributes " + keys + " alone");
            }
            return image.isEmpty() && put.keys().isEmpty()
                    ? Optional.empty()
                    : Optional.of(action(place, change, key, image));
        }
        Change.Delete delete = (Change.Delete) change;
        return Optional.of(action(place, change, key(place, delete.keys()), Optional.empty()));
    }

    private Action action(
            String place, Change change, Map<String, TypedValue> key, Optional<Map<String, TypedValue>> image) {
        return new Action(place, change.bytes(), SdkItems.written(key), image.map(SdkItems::written), expects(change));
    }

    private Action.Expects expects(Change change) {
        if (guard == Guard.NONE) {
            return Action.Expects.ANYTHING;
        }
        return change.oldImage().isPresent() ? Action.Expects.ITEM : Action.Expects.NO_ITEM;
    }

    private Map<String, TypedValue> key(String place, Map<String, TypedValue> item) throws ReplayException {
        Map<String, TypedValue> key = new LinkedHashMap<>();
        for (String name : keys) {
            Optional<TypedValue> value = Optional.ofNullable(item.get(name));
            key.put(
                    name,
                    value.orElseThrow(() -> new ReplayException(
                            place,
                            "the item has no attribute " + name + ", expected the keys " + keys,
                            "define the copy with the keys of the exported table")));
        }
        return key;
    }
}
