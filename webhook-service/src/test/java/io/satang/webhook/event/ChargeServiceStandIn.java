package io.satang.webhook.event;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The charge-service as this service knows it: one internal route over real HTTP. */
public final class ChargeServiceStandIn implements QuarkusTestResourceLifecycleManager {
    /** Asking for this charge finds the service broken. */
    public static final String BROKEN = "chrg_test_broken";

    private static final String TOKEN = "satang-local";
    private static final Set<String> CHARGES = ConcurrentHashMap.newKeySet();

    private HttpServer server;

    /** For Quarkus. */
    public ChargeServiceStandIn() {}

    /** From now on the account has this charge. */
    public static void made(String accountId, String chargeId) {
        CHARGES.add(target(accountId, chargeId));
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/charges/", ChargeServiceStandIn::answer);
        server.start();
        return Map.of(
                "satang.charge-service.url",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(exchange), -1);
        }
    }

    private static int status(HttpExchange exchange) {
        String target = exchange.getRequestURI().toString();
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("Satang-Internal-Token"))) {
            return 401;
        }
        if (target.contains(BROKEN)) {
            return 500;
        }
        return CHARGES.contains(target) ? 204 : 404;
    }

    private static String target(String accountId, String chargeId) {
        return "/internal/charges/" + chargeId + "?account_id=" + accountId;
    }
}
