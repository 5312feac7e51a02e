package io.github.dcie.testkit.internal;

import io.github.dcie.ExportArn;
import io.github.dcie.TableArn;
import java.util.Optional;

/** What DescribeExport makes of an ARN, as it was observed with live AWS. */
final class ExportArns {

    private static final int LONGEST = 1_024;
    private static final int PARTS = 6;

    private ExportArns() {}

    /** The ARN, if it may be asked for here. */
    static ExportArn own(String text, TableArn home) {
        String arn = Optional.ofNullable(text)
                .filter(some -> some.length() <= LONGEST)
                .orElse("");
        String[] parts = arn.split(":", PARTS);
        if (parts.length < PARTS || !parts[0].equals("arn")) {
            throw invalid();
        }
        boolean foreign =
                !parts[1].equals(home.partition()) || !parts[2].equals("dynamodb") || !parts[4].equals(home.account());
        // a real ARN of this account in another Region is not found; anything else there is denied, as by its service
        if (foreign || (!parts[3].equals(home.region()) && parsed(arn).isEmpty())) {
            throw ServiceErrors.accessDenied("Access is denied");
        }
        return parsed(arn).orElseThrow(ExportArns::invalid);
    }

    private static Optional<ExportArn> parsed(String arn) {
        try {
            return Optional.of(ExportArn.of(arn));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static RuntimeException invalid() {
        return ServiceErrors.validation("Invalid Export ARN");
    }
}
