package io.github.dcie.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.StateStore;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.InMemoryStateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class SignalQueueTest {

    private static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");
    private static final ExportJob JOB = ExportJob.of(
            JobId.of("orders"), TABLE, S3Destination.bucket("acme-exports").withPrefix("orders"));

    private final ExportEmulator aws = ExportEmulator.withTable(TABLE);
    private final Queue queue = new Queue();

    /** A queue in memory. */
    private static final class Queue implements SqsClient {

        private final List<String> messages = new ArrayList<>();

        @Override
        public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
            return ReceiveMessageResponse.builder()
                    .messages(messages.stream()
                            .map(body -> Message.builder()
                                    .body(body)
                                    .receiptHandle(body)
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
            messages.remove(request.receiptHandle());
            return DeleteMessageResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private ExportCoordinator coordinator(StateStore store) {
        return ExportCoordinator.builder(JOB, aws.client(), store)
                .clock(aws.clock())
                .signalled()
                .build();
    }

    private String event() {
        return "{\"detail\":{\"bucket\":{\"name\":\"acme-exports\"},\"object\":{\"key\":\"orders/AWSDynamoDB/"
                + aws.exports().get(0).arn().exportId() + "/manifest-summary.json\"}}}";
    }

    @Test
    void anEventOfAManifestMakesAStepAndIsDeleted() throws StateStoreException {
        ExportCoordinator exports = coordinator(new InMemoryStateStore());
        exports.advance();
        aws.clock().advance(Duration.ofMinutes(13));
        queue.messages.add(event());
        queue.messages.add("something else");

        new SignalQueue(new Fleet(List.of(exports)), queue, "url").receive();

        assertThat(exports.status().watermark()).isPresent();
        assertThat(queue.messages).isEmpty();
    }

    @Test
    void aMessageWhoseStepFailedComesAgain() throws StateStoreException {
        InMemoryStateStore memory = new InMemoryStateStore();
        coordinator(memory).advance();
        ExportCoordinator failing = coordinator(new FaultyStateStore(memory, (operation, call) -> Fault.FAIL));
        queue.messages.add(event());

        assertThatThrownBy(() -> new SignalQueue(new Fleet(List.of(failing)), queue, "url").receive())
                .isInstanceOf(StateStoreException.class);
        assertThat(queue.messages).hasSize(1);
    }
}
