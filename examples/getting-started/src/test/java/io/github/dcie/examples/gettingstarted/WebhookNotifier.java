package io.github.dcie.examples.gettingstarted;

import io.github.dcie.EventJson;
import io.github.dcie.ExportEvent;
import io.github.dcie.spi.Notifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The notifier of {@code docs/notifiers.md}: posts every event to a web address. */
final class WebhookNotifier implements Notifier {

    private final HttpClient http;
    private final URI address;

    WebhookNotifier(HttpClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    @Override
    public void deliver(ExportEvent event) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(EventJson.write(event)))
                .build();
        int status = http.send(post, BodyHandlers.discarding()).statusCode();
        if (status / 100 != 2) {
            throw new IOException(address + " answered " + status + " to event " + event.id());
        }
    }
}
