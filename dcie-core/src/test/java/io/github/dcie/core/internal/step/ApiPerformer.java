package io.github.dcie.core.internal.step;

import io.github.dcie.core.internal.dynamodb.ExportApi;
import io.github.dcie.core.internal.effect.Effect;
import io.github.dcie.core.internal.effect.NoTimeException;
import io.github.dcie.core.internal.effect.Performer;
import io.github.dcie.core.internal.facts.LookupResult;
import io.github.dcie.core.internal.facts.Search;
import java.time.Instant;
import java.util.Optional;

/** Performs the looks of a search by real calls; has time for so many of them. */
public final class ApiPerformer implements Performer {

    private final ExportApi api;
    private int describes;

    /** With time for so many descriptions. */
    public ApiPerformer(ExportApi api, int describes) {
        this.api = api;
        this.describes = describes;
    }

    /** Looks for an attempt's export. */
    public LookupResult find(Search search, Instant trusted) throws NoTimeException {
        return new Lookups(this, trusted).find(search);
    }

    /** Looks for any export of a job. */
    public LookupResult findAny(String prefix, Instant trusted) throws NoTimeException {
        return new Lookups(this, trusted).findAny(prefix, Optional.empty());
    }

    @Override
    @SuppressWarnings("unchecked") // each effect's own type
    public <R> R perform(Effect<R> effect) throws NoTimeException {
        if (effect instanceof Effect.ListExports list) {
            return (R) api.list(list.page());
        } else if (effect instanceof Effect.DescribeExport describe && describes-- > 0) {
            return (R) api.describe(describe.exportId());
        }
        throw new NoTimeException(effect);
    }
}
