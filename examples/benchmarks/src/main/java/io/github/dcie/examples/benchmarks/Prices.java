package io.github.dcie.examples.benchmarks;

import java.time.LocalDate;
import java.time.Month;

/**
 * What calls cost, in US dollars. DynamoDB's control plane and Parameter Store's standard throughput cost nothing, S3 and
 * point-in-time recovery cost everybody the same; neither is counted, and nor are Lambda and the scheduler.
 *
 * @param asOf when the prices were looked up
 * @param exportedGigabyte exporting a gigabyte, us-east-1: $0.10, from a secondary source that cites DynamoDB's price list.
 *     An incremental export is billed for at least 10 MB (Developer Guide, S3DataExport.HowItWorks)
 * @param thousandTransitions Step Functions, standard workflows: $0.025
 * @param millionWriteUnits stated price, an assumption: DynamoDB on demand, $0.625
 * @param millionReadUnits stated price, an assumption: DynamoDB on demand, $0.125
 * @param millionPublishes stated price, an assumption: SNS, $0.50
 */
record Prices(
        LocalDate asOf,
        double exportedGigabyte,
        double thousandTransitions,
        double millionWriteUnits,
        double millionReadUnits,
        double millionPublishes) {

    /** What an incremental export is billed for at least. */
    static final double LEAST_GIGABYTES = 0.01;

    private static final double THOUSAND = 1_000;
    private static final double MILLION = 1_000_000;

    static Prices stated() {
        return new Prices(LocalDate.of(2026, Month.SEPTEMBER, 1), 0.10, 0.025, 0.625, 0.125, 0.50);
    }

    /** Exports that hold next to nothing. */
    double exports(long number) {
        return number * LEAST_GIGABYTES * exportedGigabyte;
    }

    /** All but the exports. An item of a job table is one unit: this library's has some 700 bytes, a row has less. */
    double calls(Usage usage) {
        long writes = usage.count("PutItem") + usage.count("UpdateItem");
        return usage.transitions() / THOUSAND * thousandTransitions
                + writes / MILLION * millionWriteUnits
                + usage.count("GetItem") / MILLION * millionReadUnits
                + usage.notices() / MILLION * millionPublishes;
    }
}
