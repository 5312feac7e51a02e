package io.github.dcie.reader.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** MD5 as an export's manifests show it: base64 of the digest. */
public final class Checksums {

    private Checksums() {}

    /** Of an object as it is stored. */
    public static String md5(byte[] bytes) {
        MessageDigest digest = digest();
        digest.update(bytes);
        return text(digest);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }

    static String text(MessageDigest digest) {
        return Base64.getEncoder().encodeToString(digest.digest());
    }
}
