package io.github.dcie.replay;

import io.github.dcie.reader.TypedValue;
import io.github.dcie.replay.internal.Images;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What of an item comes into the copy. It must give the same for the same item at any time, and must leave the key attributes
 * as they are: keys are never changed. Called by any thread.
 */
@FunctionalInterface
public interface Transformation {

    /**
     * Transforms an item.
     *
     * @param item all its attributes
     * @return what the copy has instead; empty if the copy does not have the item
     */
    Optional<Map<String, TypedValue>> of(Map<String, TypedValue> item);

    /**
     * Leaves items as they are.
     *
     * @return the usual transformation
     */
    static Transformation none() {
        return Optional::of;
    }

    /**
     * Keeps some items only. An item that does not pass any more is deleted from the copy.
     *
     * @param filter which
     * @return a transformation
     */
    static Transformation keeping(Predicate<Map<String, TypedValue>> filter) {
        return item -> Optional.of(item).filter(filter);
    }

    /**
     * Leaves attributes out.
     *
     * @param names their names, at the top of the item
     * @return a transformation
     */
    static Transformation dropping(Set<String> names) {
        Set<String> dropped = Set.copyOf(names);
        return item -> {
            Map<String, TypedValue> rest = new LinkedHashMap<>(item);
            rest.keySet().removeAll(dropped);
            return Optional.of(rest);
        };
    }

    /**
     * Puts the HMAC-SHA256 of a value, 64 hex digits as a text, in its place: equal values stay equal, and without the secret
     * nobody finds them by trying.
     *
     * @param secret 16 bytes or more, the same for ever
     * @param names the attributes' names, at the top of the item
     * @return a transformation
     * @throws IllegalArgumentException if the secret is shorter
     */
    static Transformation hashing(byte[] secret, Set<String> names) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("a secret of " + secret.length + " bytes: expected 16 or more");
        }
        SecretKeySpec key = new SecretKeySpec(secret, "HmacSHA256");
        Set<String> hashed = Set.copyOf(names);
        return item -> {
            Map<String, TypedValue> result = new LinkedHashMap<>(item);
            result.replaceAll((name, value) -> hashed.contains(name) ? hash(key, value) : value);
            return Optional.of(result);
        };
    }

    private static TypedValue hash(SecretKeySpec key, TypedValue value) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            byte[] text = Images.canonical(value).getBytes(StandardCharsets.UTF_8);
            return new TypedValue.Text(HexFormat.of().formatHex(mac.doFinal(text)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }

    /**
     * One after the other.
     *
     * @param next what is done with what this one gives
     * @return a transformation
     */
    default Transformation andThen(Transformation next) {
        return item -> of(item).flatMap(next::of);
    }
}
