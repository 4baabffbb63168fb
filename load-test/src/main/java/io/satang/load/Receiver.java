package io.satang.load;

import io.satang.stack.verify.Signature;
import io.satang.stack.verify.Signature.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Optional;

/** The merchant's end: takes every webhook, acknowledges it at once, writes it into the ledger. */
final class Receiver {

    /** Every signature costs the generator; a sample shows as well whether they hold. */
    private static final int SIGNATURE_SAMPLE = 20;

    private static final String PATH = "/webhooks";

    private final HttpServer server;
    private final String host;
    private final Signature signature;
    private final Ledger ledger;
    private long received;

    private Receiver(HttpServer server, String host, Signature signature, Ledger ledger) {
        this.server = server;
        this.host = host;
        this.signature = signature;
        this.ledger = ledger;
    }

    /** @param host an address of this machine that the system can reach; nobody else is listened to */
    static Future<Receiver> start(Vertx vertx, String host, String webhookSecret, Ledger ledger) {
        HttpServer server =
                vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(0));
        Receiver receiver = new Receiver(server, host, new Signature(webhookSecret), ledger);
        return server.requestHandler(receiver::receive).listen().map(receiver);
    }

    String uri() {
        return "http://" + host + ":" + server.actualPort() + PATH;
    }

    long received() {
        return received;
    }

    private void receive(HttpServerRequest request) {
        long arrived = System.nanoTime();
        request.body().onSuccess(body -> {
            request.response().end();
            read(request, body, arrived);
        });
    }

    private void read(HttpServerRequest request, Buffer body, long arrived) {
        byte[] bytes = body.getBytes();
        received++;
        if (received % SIGNATURE_SAMPLE == 1 && !signed(request, bytes)) {
            ledger.error("webhook signature does not hold");
        }
        TopLevel event = TopLevel.of(bytes);
        ledger.webhook(
                event.text("data.id").orElse("?"),
                event.text("key").orElse("?"),
                event.text("id").orElse("?"),
                arrived);
    }

    private boolean signed(HttpServerRequest request, byte[] body) {
        Verdict verdict = signature.check(
                Optional.ofNullable(request.getHeader(Signature.HEADER)),
                Optional.ofNullable(request.getHeader(Signature.TIMESTAMP_HEADER)),
                body,
                Instant.now());
        return verdict == Verdict.HOLDS;
    }
}
