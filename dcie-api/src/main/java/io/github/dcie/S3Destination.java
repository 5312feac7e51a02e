package io.github.dcie;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where exports are written to. DynamoDB appends {@code /AWSDynamoDB/<export id>/…} to the prefix.
 *
 * @param bucket the bucket's name, not its ARN
 * @param prefix what the keys begin with; empty for the bucket's root
 * @param bucketOwner the account that owns the bucket; needed if it is not the caller's
 * @param encryption how the objects are encrypted
 */
public record S3Destination(
        String bucket, Optional<String> prefix, Optional<String> bucketOwner, S3Encryption encryption) {

    // the service model's own patterns and lengths (ExportTableToPointInTime)
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9A-Z]+[.\\-\\w]*[a-z0-9A-Z]+");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    /**
     * Checks the parts.
     *
     * @param bucket the bucket's name, not its ARN
     * @param prefix what the keys begin with
     * @param bucketOwner the account that owns the bucket
     * @param encryption how the objects are encrypted
     * @throws IllegalArgumentException if the bucket's name, the prefix or the owner is not one that DynamoDB takes
     */
    public S3Destination {
        if (bucket.startsWith("arn:") || bucket.startsWith("s3:")) {
            throw new IllegalArgumentException("bucket \"" + bucket + "\": expected the bucket's name alone, without "
                    + bucket.substring(0, bucket.indexOf(':') + 1) + " …");
        }
        if (bucket.length() > 255 || !BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException(
                    "bucket \"" + bucket + "\": expected a bucket's name alone, 2 to 255 letters, digits, dots, hyphens"
                            + " and underscores, first and last a letter or a digit; a prefix goes to withPrefix");
        }
        prefix.filter(text -> text.isEmpty() || text.length() > 1024).ifPresent(text -> {
            throw new IllegalArgumentException("prefix of " + text.length()
                    + " characters: expected 1 to 1024; leave it out for the bucket's root");
        });
        bucketOwner.filter(text -> !ACCOUNT.matcher(text).matches()).ifPresent(text -> {
            throw new IllegalArgumentException(
                    "bucket owner \"" + text + "\": expected the 12 digits of the account that owns the bucket");
        });
    }

    /**
     * The root of a bucket of one's own account, SSE-S3.
     *
     * @param name the bucket's name
     * @return the destination
     * @throws IllegalArgumentException if that is not a bucket's name
     */
    public static S3Destination bucket(String name) {
        return new S3Destination(name, Optional.empty(), Optional.empty(), S3Encryption.s3Managed());
    }

    /**
     * The same with a prefix.
     *
     * @param newPrefix 1 to 1,024 characters; a slash at its end makes no difference
     * @return a copy
     * @throws IllegalArgumentException if the prefix is empty or too long
     */
    public S3Destination withPrefix(String newPrefix) {
        return new S3Destination(bucket, Optional.of(newPrefix), bucketOwner, encryption);
    }

    /**
     * The same with the account that owns the bucket.
     *
     * @param account twelve digits
     * @return a copy
     * @throws IllegalArgumentException if the account is not twelve digits
     */
    public S3Destination withBucketOwner(String account) {
        return new S3Destination(bucket, prefix, Optional.of(account), encryption);
    }

    /**
     * The same with another encryption.
     *
     * @param newEncryption how the objects are encrypted
     * @return a copy
     */
    public S3Destination withEncryption(S3Encryption newEncryption) {
        return new S3Destination(bucket, prefix, bucketOwner, newEncryption);
    }
}
