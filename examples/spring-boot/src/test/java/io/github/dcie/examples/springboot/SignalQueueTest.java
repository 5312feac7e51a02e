package io.github.dcie.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcie.ExportJob;
import io.github.dcie.JobId;
import io.github.dcie.OperatorAction;
import io.github.dcie.S3Destination;
import io.github.dcie.StateStoreException;
import io.github.dcie.TableArn;
import io.github.dcie.UnusableStateException;
import io.github.dcie.core.ExportCoordinator;
import io.github.dcie.spi.StateStore;
import io.github.dcie.spi.StateWrite;
import io.github.dcie.spi.StoredState;
import io.github.dcie.spi.WriteResult;
import io.github.dcie.testkit.ExportEmulator;
import io.github.dcie.testkit.FaultPlan.Fault;
import io.github.dcie.testkit.FaultyStateStore;
import io.github.dcie.testkit.InMemoryStateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class SignalQueueTest {

    private static final TableArn TABLE = TableArn.of("arn:aws:dynamodb:eu-central-1:123456789012:table/orders");

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

    /** A store that says at each read what the matter is. */
    private record Unusable(Supplier<Exception> trouble) implements StateStore {

        @Override
        public StoredState read(JobId job) throws StateStoreException {
            Exception thrown = trouble.get();
            if (thrown instanceof StateStoreException checked) {
                throw checked;
            }
            throw (RuntimeException) thrown;
        }

        @Override
        public WriteResult write(JobId job, StateWrite write) {
            throw new AssertionError("nothing is read, but it is written");
        }

        @Override
        public void request(JobId job, OperatorAction action) {
            throw new AssertionError("nobody asks for anything");
        }
    }

    private ExportCoordinator coordinator(StateStore store) {
        return coordinator("orders", store);
    }

    private ExportCoordinator coordinator(String name, StateStore store) {
        ExportJob job = ExportJob.of(
                JobId.of(name), TABLE, S3Destination.bucket("acme-exports").withPrefix(name));
        return ExportCoordinator.builder(job, aws.client(), store)
                .clock(aws.clock())
                .signalled()
                .build();
    }

    private void receive(ExportCoordinator... jobs) {
        new SignalQueue(new Fleet(List.of(jobs)), queue, "url").receive();
    }

    private String event() {
        return event("orders", 0);
    }

    private String event(String prefix, int export) {
        return "{\"detail\":{\"bucket\":{\"name\":\"acme-exports\"},\"object\":{\"key\":\"" + prefix + "/AWSDynamoDB/"
                + aws.exports().get(export).arn().exportId() + "/manifest-summary.json\"}}}";
    }

    @Test
    void anEventOfAManifestMakesAStepAndIsDeleted() throws StateStoreException {
        ExportCoordinator exports = coordinator(new InMemoryStateStore());
        exports.advance();
        aws.clock().advance(Duration.ofMinutes(13));
        queue.messages.add(event());
        queue.messages.add("something else");

        receive(exports);

        assertThat(exports.status().watermark()).isPresent();
        assertThat(queue.messages).isEmpty();
    }

    @Test
    void aMessageWhoseStepFailedComesAgain() throws StateStoreException {
        InMemoryStateStore memory = new InMemoryStateStore();
        coordinator(memory).advance();
        ExportCoordinator failing = coordinator(new FaultyStateStore(memory, (operation, call) -> Fault.FAIL));
        queue.messages.add(event());

        receive(failing);

        assertThat(queue.messages).hasSize(1);
    }

    static Stream<Supplier<Exception>> troubles() {
        return Stream.of(
                () -> UnusableStateException.foreign(JobId.of("orders"), "a letter"),
                () -> new IllegalStateException("the connection pool is shut down"));
    }

    @ParameterizedTest // such a state stays as it is until somebody mends it
    @MethodSource("troubles")
    void theMessagesBehindOneThatFailsAreTaken(Supplier<Exception> trouble) throws StateStoreException {
        coordinator(new InMemoryStateStore()).advance();
        ExportCoordinator customers = coordinator("customers", new InMemoryStateStore());
        customers.advance();
        aws.clock().advance(Duration.ofMinutes(13));
        String failing = event("orders", 0);
        queue.messages.addAll(List.of(failing, event("customers", 1)));

        receive(coordinator(new Unusable(trouble)), customers);

        assertThat(customers.status().watermark()).isPresent();
        assertThat(queue.messages).containsExactly(failing);
    }
}
