package io.github.dcie.sns;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** A topic with a MaximumMessageSize of its own, which refuses what is larger in SNS's words. */
final class SmallTopic {

    private final int maximum;
    private final List<PublishRequest> taken = new ArrayList<>();
    private final List<PublishRequest> refused = new ArrayList<>();

    SmallTopic(int maximum) {
        this.maximum = maximum;
    }

    SnsClient client() {
        SnsClient client = mock(SnsClient.class);
        when(client.publish(any(PublishRequest.class))).then(call -> publish(call.getArgument(0)));
        return client;
    }

    private PublishResponse publish(PublishRequest request) {
        if (size(request) > maximum) {
            refused.add(request);
            throw InvalidParameterException.builder()
                    .statusCode(400)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .serviceName("Sns")
                            .errorCode("InvalidParameter")
                            .errorMessage("Invalid parameter: Message too long")
                            .build())
                    .build();
        }
        taken.add(request);
        return PublishResponse.builder().messageId("m").build();
    }

    /** All that we write is ASCII. */
    static int size(PublishRequest request) {
        return request.message().length()
                + request.subject().length()
                + request.messageAttributes().entrySet().stream()
                        .mapToInt(attribute -> attribute.getKey().length()
                                + attribute.getValue().dataType().length()
                                + attribute.getValue().stringValue().length())
                        .sum();
    }

    List<PublishRequest> taken() {
        return taken;
    }

    List<PublishRequest> refused() {
        return refused;
    }
}
