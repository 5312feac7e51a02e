package io.github.dcie.reader;

/**
 * How much a data file may be. Some kilobytes of gzip can unzip to gigabytes; a file beyond the limits is refused as soon as
 * that shows, and what is held in memory depends on the first limit alone.
 *
 * @param recordBytes how many bytes one record, which is a line, may have, unzipped; 1 or more
 * @param ratio how many times its zipped size a file may have, unzipped; 1 or more
 * @param freeBytes how many bytes any file may have unzipped, whatever its ratio; 0 or more
 */
public record ReadLimits(int recordBytes, int ratio, long freeBytes) {

    /**
     * Enough for what DynamoDB writes. 8 MiB for a record: it has at most two images of 400 KB, and a list of empty texts
     * takes nine characters for each byte that DynamoDB counts. 200 for the ratio, beyond 64 MiB.
     */
    public static final ReadLimits USUAL = new ReadLimits(8 << 20, 200, 64L << 20);

    /**
     * Checks the numbers.
     *
     * @param recordBytes 1 or more
     * @param ratio 1 or more
     * @param freeBytes 0 or more
     * @throws IllegalArgumentException if one of them is less
     */
    public ReadLimits {
        if (recordBytes < 1 || ratio < 1 || freeBytes < 0) {
            throw new IllegalArgumentException("recordBytes " + recordBytes + ", ratio " + ratio + ", freeBytes "
                    + freeBytes + ": expected 1 or more, 1 or more, 0 or more");
        }
    }
}
