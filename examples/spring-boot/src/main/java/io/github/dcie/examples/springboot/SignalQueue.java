package io.github.dcie.examples.springboot;

import io.github.dcie.ExportSignal;
import io.github.dcie.ExportSignals;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Takes S3's events of manifests from a queue: a step for the table whose export may be complete. */
@Component
@ConditionalOnProperty("exports.queue")
class SignalQueue {

    private static final int MOST = 10;
    private static final int WAIT_SECONDS = 20;

    private final Fleet fleet;
    private final SqsClient sqs;
    private final String queue;

    SignalQueue(Fleet fleet, SqsClient sqs, @Value("${exports.queue}") String queue) {
        this.fleet = fleet;
        this.sqs = sqs;
        this.queue = queue;
    }

    @Scheduled(fixedDelay = 1)
    void receive() throws StateStoreException {
        for (Message message : sqs.receiveMessage(request ->
                        request.queueUrl(queue).maxNumberOfMessages(MOST).waitTimeSeconds(WAIT_SECONDS))
                .messages()) {
            take(message.body());
            // one whose step failed is not deleted, and comes again
            sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
        }
    }

    private void take(String body) throws StateStoreException {
        for (ExportSignal signal : ExportSignals.parse(body)) {
            for (ExportCoordinator exports : fleet.jobs()) {
                if (signal.isAt(exports.job())) {
                    exports.advance(signal);
                }
            }
        }
    }
}
