package io.github.dcie.testkit.internal;

import io.github.dcie.ExportArn;
import io.github.dcie.TableArn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.ExportSummary;
import software.amazon.awssdk.services.dynamodb.model.ListExportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListExportsResponse;

/**
 * The exports: what the service remembers of them, which ends after 90 days, and the truth, which does not. Not
 * thread-safe.
 */
final class ExportMemory {

    private static final int LARGEST_PAGE = 25;

    private final Map<String, Export> byArn = new HashMap<>();
    private final NavigableMap<String, Export> newestFirst = new TreeMap<>(Comparator.reverseOrder());
    private final Map<String, NavigableMap<String, Export>> newestFirstByTableId = new HashMap<>();
    private final Deque<Export> oldestFirst = new ArrayDeque<>();
    private final Map<TableArn, List<Export>> history = new HashMap<>();
    private Duration visibleAfter = Duration.ZERO;

    void visibleAfter(Duration delay) {
        visibleAfter = delay;
    }

    boolean isTaken(ExportArn arn) {
        return byArn.containsKey(arn.value());
    }

    void add(Export export, Instant now) {
        forget(now);
        String arn = export.arn().value();
        byArn.put(arn, export);
        newestFirst.put(arn, export);
        newestFirstByTableId
                .computeIfAbsent(export.tableId(), id -> new TreeMap<>(Comparator.reverseOrder()))
                .put(arn, export);
        oldestFirst.add(export);
        history.computeIfAbsent(export.arn().table(), table -> new ArrayList<>())
                .add(export);
    }

    Optional<Export> find(String arn, Instant now) {
        return Optional.ofNullable(byArn.get(arn)).filter(export -> isVisible(export, now));
    }

    /** Whether the service shows it or not. */
    Export known(ExportArn arn) {
        return Optional.ofNullable(byArn.get(arn.value()))
                .orElseThrow(() -> new IllegalArgumentException("export " + arn
                        + ": expected one that this emulator accepted less than 90 days ago; exports(…) shows them"));
    }

    List<Export> history(TableArn table) {
        return history.getOrDefault(table, List.of());
    }

    List<TableArn> tables() {
        return List.copyOf(history.keySet());
    }

    /** One page; an empty table id lists all tables. */
    ListExportsResponse page(ListExportsRequest request, Optional<String> tableId, Troubles troubles, Instant now) {
        int size = Optional.ofNullable(request.maxResults()).orElse(LARGEST_PAGE);
        if (size < 1 || size > LARGEST_PAGE) {
            throw ServiceErrors.validation("maxResults " + size + " failed to satisfy constraint: 1 to 25");
        }
        NavigableMap<String, Export> all = tableId.map(id -> newestFirstByTableId.getOrDefault(id, new TreeMap<>()))
                .orElse(newestFirst);
        Optional<Position> position = Optional.ofNullable(request.nextToken()).map(Position::of);
        if (troubles.isRefused(position.map(Position::page).orElse(1))) {
            // AWS has said so of a token of its own, of 848 characters (boto3 issue 4196)
            throw ServiceErrors.validation("1 validation error detected: Value at 'nextToken' failed to satisfy"
                    + " constraint: Member must have length less than or equal to 656");
        }
        NavigableMap<String, Export> rest =
                position.map(from -> all.tailMap(from.after(), false)).orElse(all);
        int nextPage = position.map(Position::page).orElse(1) + 1;
        List<ExportSummary> page = new ArrayList<>();
        ListExportsResponse.Builder response = ListExportsResponse.builder();
        for (Export export : rest.values()) {
            if (!isVisible(export, now)) {
                continue;
            }
            if (page.size() == size) {
                return response.exportSummaries(page)
                        .nextToken(new Position(nextPage, page.get(size - 1).exportArn()).token())
                        .build();
            }
            page.add(export.summary(now));
        }
        return response.exportSummaries(page).build();
    }

    private boolean isVisible(Export export, Instant now) {
        return !export.isForgotten(now) && !now.isBefore(export.requestedAt().plus(visibleAfter));
    }

    private void forget(Instant now) {
        for (Optional<Export> oldest = Optional.ofNullable(oldestFirst.peek());
                oldest.filter(export -> export.isForgotten(now)).isPresent();
                oldest = Optional.ofNullable(oldestFirst.peek())) {
            String arn = oldestFirst.remove().arn().value();
            newestFirst.remove(arn);
            Optional.ofNullable(byArn.remove(arn))
                    .map(Export::tableId)
                    .map(newestFirstByTableId::get)
                    .ifPresent(exports -> exports.remove(arn));
        }
    }

    /**
     * Where a listing goes on.
     *
     * @param page the number of the page that begins there
     * @param after the ARN of the last export shown
     */
    private record Position(int page, String after) {

        private static final Pattern TEXT = Pattern.compile("([0-9]{1,6}) (arn:.+)");

        String token() {
            return Base64.getUrlEncoder().encodeToString((page + " " + after).getBytes(StandardCharsets.UTF_8));
        }

        static Position of(String token) {
            try {
                Matcher text = TEXT.matcher(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
                if (text.matches()) {
                    return new Position(Integer.parseInt(text.group(1)), text.group(2));
                }
            } catch (IllegalArgumentException e) {
                throw invalid();
            }
            throw invalid();
        }

        private static RuntimeException invalid() {
            return ServiceErrors.validation("Invalid NextToken");
        }
    }
}
