package io.github.dcie;

import java.nio.charset.StandardCharsets;
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

    // Amazon S3 User Guide, "Naming Amazon S3 objects"
    private static final int LONGEST_KEY = 1024;

    /** The longest of the keys that DynamoDB makes below a prefix (observed). */
    private static final String LONGEST_APPENDED =
            "/AWSDynamoDB/01768385930622-efd1a093/data/abcdefghijklmnopqrstuvwxyz.json.gz";

    private static final int LONGEST_PREFIX = LONGEST_KEY - LONGEST_APPENDED.length();

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
            throw new IllegalArgumentException(
                    "bucket \"" + Printable.line(bucket) + "\": expected the bucket's name alone, without "
                            + bucket.substring(0, bucket.indexOf(':') + 1) + " …");
        }
        if (bucket.length() > 255 || !BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException("bucket \"" + Printable.line(bucket)
                    + "\": expected a bucket's name alone, 2 to 255 letters, digits, dots, hyphens"
                    + " and underscores, first and last a letter or a digit; a prefix goes to withPrefix");
        }
        prefix.flatMap(S3Destination::prefixFault).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        bucketOwner.filter(text -> !ACCOUNT.matcher(text).matches()).ifPresent(text -> {
            throw new IllegalArgumentException("bucket owner \"" + Printable.line(text)
                    + "\": expected the 12 digits of the account that owns the bucket");
        });
    }

    private static Optional<String> prefixFault(String prefix) {
        String stem = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        String shown =
                "prefix \"" + Printable.line(prefix.length() > 80 ? prefix.substring(0, 80) + "…" : prefix) + "\"";
        if (stem.isEmpty()) {
            return Optional.of(
                    shown + ": expected a folder such as exports/orders; leave it out for the bucket's root");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(stem) || stem.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(shown + ": expected text without control characters and unpaired surrogates");
        }
        if (stem.contains("${")) {
            return Optional.of(
                    shown + " contains ${: a placeholder that nothing has filled in; expected the final text");
        }
        for (String segment : stem.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.of(shown + ": expected names between single slashes, without a slash in front, // or"
                        + " folders called . or ..; S3 would take each of them for a folder of its own");
            }
        }
        int bytes = stem.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= LONGEST_PREFIX
                ? Optional.empty()
                : Optional.of(shown + " has " + bytes + " bytes of UTF-8: expected at most " + LONGEST_PREFIX
                        + ", because DynamoDB appends " + LONGEST_APPENDED.length() + " more and a key has at most "
                        + LONGEST_KEY);
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
     * @param newPrefix folders separated by single slashes, without one in front; a slash at its end makes no
     *     difference. At most 948 bytes of UTF-8, so that the keys that DynamoDB makes below it fit into the 1,024 of S3
     * @return a copy
     * @throws IllegalArgumentException if the prefix is empty or too long, begins with a slash, has an empty folder or one
     *     called {@code .} or {@code ..}, or contains control characters, unpaired surrogates or <code>${</code>
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
