package io.github.dcie.sns;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.sns.model.KmsDisabledException;
import software.amazon.awssdk.services.sns.model.KmsInvalidStateException;
import software.amazon.awssdk.services.sns.model.KmsNotFoundException;
import software.amazon.awssdk.services.sns.model.KmsOptInRequiredException;
import software.amazon.awssdk.services.sns.model.KmsThrottlingException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.ValidationException;

/**
 * Says what an exception of the SDK means for a topic, and what to do about it. What is the matter comes first: a status
 * shows no more than the first 120 characters, the exception's own name among them.
 *
 * @param topic which topic
 * @param limit the time that a call may take
 */
record SnsTrouble(TopicArn topic, Duration limit) {

    SnsDeliveryException of(SdkException e) {
        return new SnsDeliveryException(explain(e), e);
    }

    private String explain(SdkException e) {
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return "no answer within " + limit + ": topic " + topic
                    + "; the message may be published or not, and is published again; if it lasts, check the network path"
                    + " to SNS, or allow more with withApiCallTimeout";
        }
        return e instanceof AwsServiceException answer
                ? explain(answer)
                : "no answer: topic " + topic + ": " + e.getMessage()
                        + "; the message may be published or not, and is published again; if it lasts, check the client's"
                        + " credentials, Region and network";
    }

    private String explain(AwsServiceException e) {
        Optional<AwsErrorDetails> details = Optional.ofNullable(e.awsErrorDetails());
        String code = details.map(AwsErrorDetails::errorCode).orElse("");
        String words = details.map(AwsErrorDetails::errorMessage).orElseGet(e::getMessage);
        String answer = topic + ": SNS answered " + (code.isEmpty() ? "" : code + ": ") + words;
        if (e instanceof NotFoundException) {
            return "no such topic: " + answer + "; create it, or hand over the ARN of one that exists";
        } else if (e instanceof AuthorizationErrorException) {
            return "access denied: sns:Publish on " + answer
                    + "; allow it to the identity of this process and, if the topic is another account's, in the topic's"
                    + " policy";
        } else if (e instanceof KmsAccessDeniedException) {
            return "access denied: KMS key of topic " + answer
                    + "; allow kms:GenerateDataKey* and kms:Decrypt on the topic's key to the identity of this process";
        } else if (isKeyUnusable(e)) {
            return "KMS key unusable: topic " + answer + "; enable the topic's key, or give the topic another one";
        } else if (e.isThrottlingException() || e instanceof KmsThrottlingException) {
            return "throttled: topic " + answer
                    + "; it is published again; if it lasts, ask for a higher quota (Service Quotas, Amazon SNS or KMS)";
        } else if (isInvalid(e)) {
            return "refused as invalid: topic " + answer
                    + "; check that the topic is in the client's Region and partition; if it is, this notifier made a"
                    + " message that SNS does not take: report it with these words";
        }
        return "not published: topic " + answer
                + "; it is published again; if it lasts, check the client's credentials and Region, and the service's"
                + " health";
    }

    private static boolean isKeyUnusable(AwsServiceException e) {
        return e instanceof KmsDisabledException
                || e instanceof KmsInvalidStateException
                || e instanceof KmsNotFoundException
                || e instanceof KmsOptInRequiredException;
    }

    private static boolean isInvalid(AwsServiceException e) {
        return e instanceof InvalidParameterException
                || e instanceof InvalidParameterValueException
                || e instanceof ValidationException;
    }
}
