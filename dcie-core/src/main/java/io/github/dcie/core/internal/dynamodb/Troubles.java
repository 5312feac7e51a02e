package io.github.dcie.core.internal.dynamodb;

import io.github.dcie.core.internal.facts.Trouble;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;

/**
 * What a call that threw was refused for (F9). The codes are those of the API references' "Common errors" and of the
 * query and JSON protocols' gateways; a refusal that is not known is told by its status code.
 */
final class Troubles {

    private static final Set<String> CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private static final Set<String> CLOCK = Set.of("RequestExpired", "RequestTimeTooSkewed");

    private static final Set<String> OPERATION =
            Set.of("InvalidAction", "UnknownOperation", "UnknownOperationException", "UnsupportedOperationException");

    private static final Set<String> MALFORMED = Set.of(
            "InvalidParameterCombination",
            "InvalidParameterValue",
            "MalformedQueryString",
            "MissingParameter",
            "SerializationException",
            "ValidationError",
            "ValidationException");

    /** What an AWS signature check answers where the two clocks differ (Signature Version 4). */
    private static final Pattern TIMES = Pattern.compile(
            "Signature (?:expired|not yet current): (\\S+) is (?:now earlier|still later) than \\S+ \\((\\S+) ");

    private Troubles() {}

    static Trouble of(String operation, Throwable e) {
        return new Trouble(kind(e), operation, words(e));
    }

    static Trouble.Kind kind(Throwable e) {
        if (e instanceof AwsServiceException service) {
            return kind(service);
        }
        boolean noCredentials = e instanceof SdkClientException
                && String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("unable to load credentials");
        // what AWS has not refused outright may or may not have been applied (F1)
        return noCredentials ? Trouble.Kind.CREDENTIALS : Trouble.Kind.PASSING;
    }

    private static Trouble.Kind kind(AwsServiceException e) {
        String code = code(e);
        int status = e.statusCode();
        if (CLOCK.contains(code) || times(e).isPresent()) {
            return Trouble.Kind.CLOCK;
        } else if (CREDENTIALS.contains(code)) {
            return Trouble.Kind.CREDENTIALS;
        } else if (OPERATION.contains(code)) {
            return Trouble.Kind.UNKNOWN_OPERATION;
        } else if (MALFORMED.contains(code)) {
            return Trouble.Kind.MALFORMED;
        } else if (e.isThrottlingException() || e instanceof LimitExceededException || status / 100 != 4) {
            return Trouble.Kind.PASSING;
        } else if (code.startsWith("AccessDenied") || code.equals("KMSAccessDeniedException") || status == 403) {
            return Trouble.Kind.ACCESS_DENIED;
        } else if (status == 401) {
            return Trouble.Kind.CREDENTIALS;
        }
        return status == 404 ? Trouble.Kind.UNKNOWN_OPERATION : Trouble.Kind.MALFORMED;
    }

    /** The code, and what AWS says; or what there is instead. */
    static String words(Throwable e) {
        if (e instanceof AwsServiceException service) {
            return code(service) + ": " + times(service).orElseGet(() -> message(service));
        }
        String message = e.getMessage();
        return e instanceof SdkClientException && message != null ? message : e.toString();
    }

    /** Both times in full, as the message is longer than a state can keep. */
    private static Optional<String> times(AwsServiceException e) {
        Matcher times = TIMES.matcher(message(e));
        return times.find()
                ? Optional.of("signed at " + times.group(1) + ", AWS's clock shows " + times.group(2))
                : Optional.empty();
    }

    private static String message(AwsServiceException e) {
        String message = e.awsErrorDetails() == null
                ? e.getMessage()
                : e.awsErrorDetails().errorMessage();
        return message == null || message.isBlank() ? "status code " + e.statusCode() + ", no message" : message;
    }

    private static String code(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null || code.isBlank() ? e.getClass().getSimpleName() : code;
    }
}
