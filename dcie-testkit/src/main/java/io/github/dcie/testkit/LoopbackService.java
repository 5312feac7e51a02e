package io.github.dcie.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dcie.testkit.internal.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server on 127.0.0.1 that stands for an AWS service: it gives answers prepared by the test and notes the requests.
 * With it a test uses the SDK's real client, its retries, time limits and reading of errors included, where an emulator
 * stands in the client's place.
 *
 * <pre>{@code
 * try (LoopbackService service = LoopbackService.start();
 *         SsmClient ssm = SsmClient.builder().endpointOverride(service.endpoint()).build()) {
 *     service.answers(Answer.jsonError(400, "TooManyUpdates", "try again"), Answer.json(200, "{}"));
 * }
 * }</pre>
 *
 * <p>It does not check signatures and knows nothing of any service. Every answer ends its connection.
 *
 * <p>Thread-safe. Its threads, one for each request at the same time, end with {@link #close}.
 */
public final class LoopbackService implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Request> requests = new ArrayList<>();
    private List<Answer> answers = List.of(Answer.text(501, "no answer is prepared: call answers(…) first"));
    private int given;

    private LoopbackService(HttpServer server) {
        this.server = server;
        String name = "loopback service " + server.getAddress().getPort();
        threads = Executors.newCachedThreadPool(work -> new Thread(work, name));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * A server on a free port. Until {@link #answers} are prepared, it answers with status 501.
     *
     * @return the server, running
     * @throws UncheckedIOException if there is no port to listen on
     */
    public static LoopbackService start() {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return new LoopbackService(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1; allow this process to open a port there", e);
        }
    }

    /**
     * What to give to {@code endpointOverride} of a client.
     *
     * @return such as {@code http://127.0.0.1:54321}
     */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Prepares answers; earlier ones are dropped.
     *
     * @param values what the next requests get, one after the other; all after them get the last one
     * @throws IllegalArgumentException if there are none
     */
    public synchronized void answers(Answer... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no answers: expected at least one");
        }
        answers = List.of(values);
        given = 0;
    }

    /**
     * The requests that have arrived, each attempt of the SDK by itself.
     *
     * @return in order, a copy
     */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Ends the server, its threads and all connections. Callers that wait for an answer see their connection closed. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            next(request).reply.give(exchange, closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Answer next(Request request) {
        requests.add(request);
        Answer answer = answers.get(Math.min(given, answers.size() - 1));
        given++;
        return answer;
    }

    /**
     * A request as it arrived.
     *
     * @param method such as {@code POST}
     * @param target the operation in the services that speak JSON, such as {@code AmazonSSM.PutParameter} (header
     *     {@code X-Amz-Target}); those of the query protocol have it in the body, as {@code Action=Publish}
     * @param body the body as text; empty if there was none
     */
    public record Request(String method, Optional<String> target, String body) {}

    /** What a request gets. Immutable. */
    public static final class Answer {

        private final Reply reply;

        private Answer(Reply reply) {
            this.reply = reply;
        }

        /**
         * An answer of a service that speaks JSON: DynamoDB, Systems Manager.
         *
         * @param status the HTTP status
         * @param body the body, JSON
         * @return the answer
         */
        public static Answer json(int status, String body) {
            return of(status, "application/x-amz-json-1.1", body);
        }

        /**
         * An error of a service that speaks JSON.
         *
         * @param status the HTTP status
         * @param code the service's code, such as {@code TooManyUpdates}; it decides on the exception's type
         * @param message what the service says
         * @return the answer
         */
        public static Answer jsonError(int status, String code, String message) {
            return json(status, WireFormat.jsonError(code, message));
        }

        /**
         * An answer of a service that speaks the query protocol: SNS.
         *
         * @param status the HTTP status
         * @param body the body, XML
         * @return the answer
         */
        public static Answer xml(int status, String body) {
            return of(status, "text/xml", body);
        }

        /**
         * An error of a service that speaks the query protocol.
         *
         * @param status the HTTP status
         * @param code the service's code, such as {@code NotFound}; it decides on the exception's type
         * @param message what the service says
         * @return the answer
         */
        public static Answer queryError(int status, String code, String message) {
            return xml(status, WireFormat.queryError(status, code, message));
        }

        /**
         * No answer, and the connection stays open until the server is closed.
         *
         * @return the answer that never comes
         */
        public static Answer hangs() {
            return new Answer((exchange, closed) -> closed.await());
        }

        /**
         * The connection is closed without an answer.
         *
         * @return the answer that never comes
         */
        public static Answer closesConnection() {
            return new Answer((exchange, closed) -> exchange.close());
        }

        private static Answer text(int status, String body) {
            return of(status, "text/plain", body);
        }

        private static Answer of(int status, String contentType, String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            return new Answer((exchange, closed) -> {
                exchange.getResponseHeaders().set("Content-Type", contentType);
                // on a connection that stays open the body would wait for the other side to acknowledge the head
                exchange.getResponseHeaders().set("Connection", "close");
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(bytes);
                }
            });
        }

        @FunctionalInterface
        private interface Reply {
            void give(HttpExchange exchange, CountDownLatch closed) throws IOException, InterruptedException;
        }
    }
}
