package io.github.dcie.replay;

import java.math.BigDecimal;

/**
 * What an export would write into a copy.
 *
 * @param puts items that are written whole
 * @param deletes items that are deleted
 * @param leftOut changes that the transformation leaves out
 * @param bytes of all that is written and deleted, no less than DynamoDB counts
 * @param writeUnits write request units, as the replay is set to write; one for each beginning KB, twice as many in
 *     transactions. A deleted item whose old image is not shown counts as one of a KB
 */
public record Estimate(long puts, long deletes, long leftOut, long bytes, long writeUnits) {

    /** Nothing. */
    public static final Estimate NOTHING = new Estimate(0, 0, 0, 0, 0);

    /**
     * What the write units cost.
     *
     * @param perMillion the price of a million write request units in the copy's Region, in any currency
     * @return the same currency, exactly
     */
    public BigDecimal cost(BigDecimal perMillion) {
        return perMillion.multiply(BigDecimal.valueOf(writeUnits)).movePointLeft(6);
    }

    /**
     * Both together, such as for all exports of a chain.
     *
     * @param other another export's
     * @return the sums
     */
    public Estimate plus(Estimate other) {
        return new Estimate(
                puts + other.puts,
                deletes + other.deletes,
                leftOut + other.leftOut,
                bytes + other.bytes,
                writeUnits + other.writeUnits);
    }
}
