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
     * @return {@code s3://<bucket>/<key>}, the key escaped where a URI asks for it; the bucket is its authority,
     *     and its host only if it is a legal host name
     */
    public URI uri() {
        try {
            // as an authority, not as a host: acme.exports.2024 and Acme_Exports are buckets and no host names
            return new URI("s3", bucket, "/" + key, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("bucket \"" + bucket + "\" and key \"" + key + "\" do not make a URI", e);
        }
    }
}
