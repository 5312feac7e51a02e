package io.github.dcie;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * An object in S3.
 *
 * @param bucket the bucket's name
 * @param key the object's key
 */
public record S3Object(String bucket, String key) {

    /**
     * The object as a URI.
     *
     * @return {@code s3://<bucket>/<key>}, the key escaped where a URI asks for it
     */
    public URI uri() {
        try {
            return new URI("s3", bucket, "/" + key, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("bucket \"" + bucket + "\" and key \"" + key + "\" do not make a URI", e);
        }
    }
}
