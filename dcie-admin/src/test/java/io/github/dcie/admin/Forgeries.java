package io.github.dcie.admin;

import io.github.dcie.S3Destination;
import io.github.dcie.TableArn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;

/**
 * Manifests that somebody has put below a prefix, of exports that DynamoDB has never made.
 *
 * @param table the table
 * @param tableId what the true manifests beside them say
 * @param place where they lie
 */
public record Forgeries(TableArn table, String tableId, S3Destination place) {

    /** Of a window. */
    public String manifest(Instant started, Instant from, Instant to) {
        return manifest(
                started,
                "\"exportFromTime\":\"" + from + "\",\"exportToTime\":\"" + to
                        + "\",\"exportType\":\"INCREMENTAL_EXPORT\",\"outputView\":\"NEW_AND_OLD_IMAGES\"");
    }

    /** Of a full export. */
    public String full(Instant started, Instant time) {
        return manifest(started, "\"exportTime\":\"" + time + "\",\"exportType\":\"FULL_EXPORT\"");
    }

    private String manifest(Instant started, String times) {
        String id = String.format(Locale.ROOT, "%014d-deadbeef", started.toEpochMilli());
        return "{\"version\":\"2023-08-01\",\"exportArn\":\"" + table + "/export/" + id + "\",\"startTime\":\""
                + started
                + "\",\"endTime\":\"" + started.plusSeconds(300) + "\",\"tableArn\":\"" + table
                + "\",\"tableId\":\"" + tableId + "\"," + times
                + ",\"s3Bucket\":\"" + place.bucket() + "\","
                + place.prefix()
                        .map(prefix -> "\"s3Prefix\":\"" + prefix + "\",")
                        .orElse("")
                + "\"manifestFilesS3Key\":\""
                + place.prefix().map(prefix -> prefix + "/").orElse("") + "AWSDynamoDB/" + id
                + "/manifest-files.json\",\"billedSizeBytes\":10000000,\"itemCount\":6,\"outputFormat\":\"DYNAMODB_JSON\"}";
    }

    /** Of any age, about a chain's end: of what is missing there, of what is covered, of the future. */
    public String window(Instant now, Instant end, Random random) {
        Instant from = random.nextBoolean() ? end : end.plusSeconds(random.nextInt(86_400) - 43_200);
        Instant to =
                from.plusSeconds(random.nextInt(3) == 0 ? random.nextInt(9_000_000) : 900 + random.nextInt(85_000));
        return manifest(anyAge(now, random), from, to);
    }

    /** Of any age, as of any time. */
    public String full(Instant now, Random random) {
        Instant started = anyAge(now, random);
        return full(started, started.minusSeconds(300 + random.nextInt(86_400)));
    }

    private static Instant anyAge(Instant now, Random random) {
        return now.minusSeconds(random.nextInt(120 * 86_400)).truncatedTo(ChronoUnit.SECONDS);
    }
}
