package io.github.dcie.house.model;

import io.github.dcie.CatchUp;
import java.time.Duration;

/**
 * How long a unit of the model's time is: longer than every delay that the code waits, so that "later" always means "in a
 * later unit". One unit is one window.
 */
enum Scale {
    /** The age at which an intent is looked for; tokens live for two units (T3). */
    HOURS("Trace.cfg", Duration.ofHours(4), CatchUp.MERGED_WINDOWS),

    /** The same, and windows are not merged (W4). */
    SINGLE_WINDOWS("TraceSingle.cfg", Duration.ofHours(4), CatchUp.WINDOW_BY_WINDOW),

    /** Sees what the others cannot: an old token that DynamoDB still remembers. */
    QUARTERS("Trace15.cfg", Duration.ofMinutes(15), CatchUp.MERGED_WINDOWS);

    private final String configuration;
    private final Duration unit;
    private final CatchUp catchUp;

    Scale(String configuration, Duration unit, CatchUp catchUp) {
        this.configuration = configuration;
        this.unit = unit;
        this.catchUp = catchUp;
    }

    /** The model's constants, a file of {@code model/}. */
    String configuration() {
        return configuration;
    }

    Duration unit() {
        return unit;
    }

    CatchUp catchUp() {
        return catchUp;
    }
}
