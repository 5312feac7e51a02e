package io.github.dcie;

import java.util.Optional;

/** How the exported objects are encrypted. A key without KMS cannot be said. */
public sealed interface S3Encryption {

    /**
     * SSE-S3: keys that S3 manages; what DynamoDB does when nothing is said.
     *
     * @return the setting
     */
    static S3Encryption s3Managed() {
        return new S3Managed();
    }

    /**
     * SSE-KMS with the account's own key for S3.
     *
     * @return the setting
     */
    static S3Encryption kms() {
        return new Kms(Optional.empty());
    }

    /**
     * SSE-KMS with a key of one's own. The key must be in the bucket's Region; DynamoDB notices a wrong one only while
     * the export runs.
     *
     * @param key key id, key ARN or alias; 1 to 2,048 characters
     * @return the setting
     * @throws IllegalArgumentException if the key is empty or too long
     */
    static S3Encryption kms(String key) {
        return new Kms(Optional.of(key));
    }

    /** SSE-S3. */
    record S3Managed() implements S3Encryption {}

    /**
     * SSE-KMS.
     *
     * @param key key id, key ARN or alias; the account's own key for S3 if empty
     */
    record Kms(Optional<String> key) implements S3Encryption {

        /**
         * Checks the key.
         *
         * @param key key id, key ARN or alias
         * @throws IllegalArgumentException if the key is empty or over 2,048 characters
         */
        public Kms {
            key.filter(name -> name.isBlank() || name.length() > 2048).ifPresent(name -> {
                throw new IllegalArgumentException(
                        "KMS key \"" + name
                                + "\": expected 1 to 2048 characters, a key id, key ARN or alias; use kms() for the account's own");
            });
        }
    }
}
