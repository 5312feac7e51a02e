package io.github.dcie.testkit.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** What Parameter Store refuses by the look of a request (API reference, PutParameter), and what is not emulated. */
final class ParameterCheck {

    private static final int LARGEST_STANDARD_VALUE = 4_096;
    private static final int LONGEST_DESCRIPTION = 1_024;

    private ParameterCheck() {}

    static void check(PutParameterRequest request) {
        ParameterNames.check(request.name());
        checkDescription(Optional.ofNullable(request.description()).orElse(""));
        checkEmulated(request);
        checkValue(Optional.ofNullable(request.value()).orElse(""));
        if (request.hasTags() && overwrites(request)) {
            throw ParameterErrors.validation("Invalid request: tags and overwrite can't be used together.");
        }
    }

    static boolean overwrites(PutParameterRequest request) {
        return Optional.ofNullable(request.overwrite()).orElse(false);
    }

    private static void checkDescription(String description) {
        if (description.length() > LONGEST_DESCRIPTION) {
            throw ParameterErrors.validation(
                    "description failed to satisfy constraint: Member must have length less than" + " or equal to "
                            + LONGEST_DESCRIPTION);
        }
    }

    private static void checkValue(String value) {
        if (value.isEmpty()) {
            throw ParameterErrors.validation(
                    "value failed to satisfy constraint: Member must have length greater than or equal to 1");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > LARGEST_STANDARD_VALUE) {
            throw ParameterErrors.validation("Standard tier parameters support a maximum parameter value of "
                    + LARGEST_STANDARD_VALUE
                    + " characters. To create a larger parameter value, upgrade the parameter to"
                    + " use the advanced-parameter tier.");
        }
        if (value.contains("{{")) {
            throw ParameterErrors.validation(
                    "Parameter value must not nest another parameter. Do not use \"{{}}\" in the value.");
        }
    }

    private static void checkEmulated(PutParameterRequest request) {
        ParameterType type = Optional.ofNullable(request.type()).orElse(ParameterType.STRING);
        if (type == ParameterType.UNKNOWN_TO_SDK_VERSION) {
            throw ParameterErrors.validation("type " + request.typeAsString()
                    + " failed to satisfy constraint: Member must satisfy enum value set: [SecureString, StringList,"
                    + " String]");
        }
        if (request.tier() == ParameterTier.UNKNOWN_TO_SDK_VERSION) {
            throw ParameterErrors.validation("tier " + request.tierAsString()
                    + " failed to satisfy constraint: Member must satisfy enum value set: [Standard, Advanced,"
                    + " Intelligent-Tiering]");
        }
        requireEmulated(type != ParameterType.SECURE_STRING, "type", request.typeAsString(), "String or StringList");
        requireEmulated(
                Optional.ofNullable(request.tier()).orElse(ParameterTier.STANDARD) == ParameterTier.STANDARD,
                "tier",
                request.tierAsString(),
                "Standard");
        requireEmulated(request.keyId() == null, "keyId", request.keyId(), "none");
        requireEmulated(request.allowedPattern() == null, "allowedPattern", request.allowedPattern(), "none");
        requireEmulated(request.policies() == null, "policies", request.policies(), "none");
        requireEmulated(
                Optional.ofNullable(request.dataType()).orElse("text").equals("text"),
                "dataType",
                request.dataType(),
                "text");
    }

    private static void requireEmulated(boolean emulated, String what, String value, String expected) {
        if (!emulated) {
            throw new UnsupportedOperationException(
                    "PutParameter with " + what + " " + value + ": not emulated; expected " + expected);
        }
    }
}
