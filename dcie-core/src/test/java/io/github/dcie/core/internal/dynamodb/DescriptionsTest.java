package io.github.dcie.core.internal.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.core.internal.facts.ExportFacts.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;

class DescriptionsTest {

    private static ExportDescription.Builder described(ExportStatus status) {
        return ExportDescription.builder()
                .exportArn("arn:aws:dynamodb:eu-central-1:123456789012:table/orders/export/01700000000000-0a1b2c3d")
                .exportStatus(status);
    }

    @Test // W7: a member of the SDK that only newer versions have
    void aFilterIsSeen() {
        ExportDescription filtered = described(ExportStatus.COMPLETED)
                .filterSpecification(filter -> filter.keyConditionExpression("customer = :c"))
                .build();

        assertThat(Descriptions.facts(filtered).progress()).isEqualTo(Progress.FILTERED);
        assertThat(Descriptions.facts(filtered).remark().orElseThrow()).contains("it is filtered");
    }

    @ParameterizedTest
    @EnumSource(value = ExportStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TO_SDK_VERSION")
    void withoutAFilterItIsWhatDynamoDbCallsIt(ExportStatus status) {
        assertThat(Descriptions.facts(described(status).build()).progress().name())
                .isEqualTo(status.name());
    }
}
