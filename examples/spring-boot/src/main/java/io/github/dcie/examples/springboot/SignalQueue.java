package io.github.dcie.examples.springboot;

import io.github.dcie.ExportSignal;
import io.github.dcie.ExportSignals;
import io.github.dcie.StateStoreException;
import io.github.dcie.core.ExportCoordinator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger LOG = LoggerFactory.getLogger(SignalQueue.class);

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
    void receive() {
        for (Message message : sqs.receiveMessage(request ->
                        request.queueUrl(queue).maxNumberOfMessages(MOST).waitTimeSeconds(WAIT_SECONDS))
                .messages()) {
            if (take(message.body())) {
                sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
            } // else SQS delivers it again, or moves it to the dead-letter queue
        }
    }

    /** Whether every step that the message asks for was made. */
    private boolean take(String body) {
        boolean taken = true;
        for (ExportSignal signal : ExportSignals.parse(body)) {
            for (ExportCoordinator exports : fleet.jobs()) {
                if (signal.isAt(exports.job())) {
                    taken &= step(exports, signal);
                }
            }
        }
        return taken;
    }

    /** One table's trouble holds up neither the other tables nor the messages behind it. */
    private static boolean step(ExportCoordinator exports, ExportSignal signal) {
        try {
            exports.advance(signal);
            return true;
        } catch (StateStoreException | RuntimeException e) {
            LOG.warn("job {}: {}; the signal stays in the queue", exports.job().id(), e.getMessage(), e);
        }
        return false;
    }
}
