package io.github.dcie.admin.internal.records;

import io.github.dcie.core.internal.dynamodb.ExportApi;
import io.github.dcie.core.internal.facts.DescribeResult;
import io.github.dcie.core.internal.facts.ExportFacts;
import io.github.dcie.core.internal.facts.ListResult;
import io.github.dcie.core.internal.facts.ListedPage.Listed;
import io.github.dcie.core.internal.facts.Trouble;
import io.github.dcie.core.internal.timing.Unseen;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds out about a table's exports: lists them and has each described, one call after the other, up to the first that
 * gets no answer. An export that has ended never changes (observed), so what was described as ended is not asked for
 * again. Thread-safe.
 */
public final class Gathering {

    /** An export is as of the time of its request, by DynamoDB's clock; its id begins with its start (observed). */
    private static final Duration SLACK = Duration.ofMinutes(20);

    /** DynamoDB remembers exports for 90 days (Developer Guide, S3DataExport); a day less, for clocks differ. */
    private static final Duration REMEMBERED = Duration.ofDays(89);

    private final ExportApi api;
    private final Map<String, ExportFacts> ended = new ConcurrentHashMap<>();

    /** By the calls of one process. */
    public Gathering(ExportApi api) {
        this.api = api;
    }

    /** DynamoDB may have forgotten exports that began before this. */
    public static Instant forgottenBefore(Instant now) {
        return now.minus(REMEMBERED);
    }

    /**
     * Lists and describes.
     *
     * @param since where the chain begins, if that is known: older exports are left alone
     * @param handedIn manifests of exports that DynamoDB may have forgotten
     * @param forgottenBefore DynamoDB may have forgotten what began before this
     */
    public Records gather(Optional<Instant> since, Manifests handedIn, Instant forgottenBefore) {
        Instant now = forgottenBefore.plus(REMEMBERED);
        List<Manifest> manifests = handedIn.own();
        String oldest = since.map(Gathering::oldestId).orElse("");
        // what is older than the chain's beginning need not be listed either
        ListResult listing =
                ListResult.of(api::list, Integer.MAX_VALUE, last -> last.id().compareTo(oldest) < 0);
        if (listing.pages() == 0) {
            return new Records(new Exports(List.of()), 0, 0, List.of(), listing.stoppedBy(), handedIn.leftOut());
        }
        List<String> listed = listing.exports().stream().map(Listed::id).toList();
        List<String> wanted = Stream.concat(
                        listed.stream().filter(id -> id.compareTo(oldest) >= 0),
                        manifests.stream().map(manifest -> manifest.facts().exportId()))
                .distinct()
                .toList();
        Map<String, ExportFacts> described = new LinkedHashMap<>();
        int asked = 0;
        for (String id : wanted) {
            DescribeResult describeResult = describe(id);
            if (describeResult instanceof DescribeResult.Unanswered unanswered) {
                return new Records(
                        exports(described),
                        asked,
                        wanted.size(),
                        List.of(),
                        Optional.of(unanswered.trouble()),
                        handedIn.leftOut());
            } else if (describeResult instanceof DescribeResult.Seen seen) {
                described.put(id, seen.facts());
            } else if (listed.contains(id) && mayStillAppear(id, now)) {
                Trouble notYet = new Trouble(
                        Trouble.Kind.WAITING,
                        Trouble.DESCRIBE_EXPORT,
                        "export " + id + " is listed, and not to be described yet");
                return new Records(
                        exports(described), asked, wanted.size(), List.of(), Optional.of(notYet), handedIn.leftOut());
            }
            asked++;
        }
        List<String> contradictions = manifests.stream()
                .flatMap(manifest -> add(described, manifest, forgottenBefore, now).stream())
                .toList();
        return new Records(
                exports(described), asked, wanted.size(), contradictions, listing.stoppedBy(), handedIn.leftOut());
    }

    private static boolean mayStillAppear(String id, Instant now) {
        return id.compareTo(ExportFacts.leastId(now.minus(Unseen.APPEARS_WITHIN))) >= 0;
    }

    private DescribeResult describe(String id) {
        Optional<ExportFacts> known = Optional.ofNullable(ended.get(id));
        if (known.isPresent()) {
            return new DescribeResult.Seen(known.get());
        }
        DescribeResult describeResult = api.describe(id);
        if (describeResult instanceof DescribeResult.Seen seen && !Exports.isRunning(seen.facts())) {
            ended.put(id, seen.facts());
        }
        return describeResult;
    }

    /**
     * Adds what DynamoDB has forgotten; what it knows counts, and what the manifest says against it is given back. What it
     * must still know, by its id, its start or what it covers, it must confirm: anybody who may write into the bucket can
     * put a manifest there.
     */
    private static Optional<String> add(
            Map<String, ExportFacts> described, Manifest manifest, Instant forgottenBefore, Instant now) {
        ExportFacts facts = manifest.facts();
        Optional<ExportFacts> byDynamoDb = Optional.ofNullable(described.get(facts.exportId()));
        if (byDynamoDb.isPresent()) {
            return manifest.contradiction(byDynamoDb.get());
        }
        Optional<String> falsehood = manifest.falsehood(now);
        if (falsehood.isPresent()) {
            return falsehood;
        }
        Instant started = facts.startedAt().orElseThrow();
        if (started.isAfter(forgottenBefore) || Exports.end(facts).isAfter(forgottenBefore)) {
            return Optional.of("the manifest of export " + facts.exportId() + " says that it began at " + started
                    + ", and DynamoDB, which remembers exports for 90 days, knows none of this id; hand in the manifest as"
                    + " DynamoDB wrote it, or leave it out");
        }
        described.put(facts.exportId(), facts);
        return Optional.empty();
    }

    private static Exports exports(Map<String, ExportFacts> described) {
        return new Exports(List.copyOf(described.values()));
    }

    private static String oldestId(Instant since) {
        return ExportFacts.leastId(since.minus(SLACK));
    }
}
