package io.satang.charge.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.satang.charge.source.StandInServer.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The offers-service as this service knows it: its internal routes over real HTTP. What it says follows from what is to be redeemed. */
public final class OffersServiceStandIn implements AutoCloseable {
    /** Takes a tenth off. */
    public static final String TENTH = "cdof_test_0tenth";

    /** The same, but nobody hears of it who does not inquire. */
    public static final String UNHEARD = "cdof_test_0unheard";

    /** Is not redeemed, for two reasons. */
    public static final String REJECTED = "cdof_test_0rejected";

    /** Is asked about without an answer. */
    public static final String SILENT = "cdof_test_0silent";

    /** Finds the service broken. */
    public static final String BROKEN = "cdof_test_0broken";

    private static final String PATH = "/internal/reservations/";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final StandInServer server = new StandInServer();
    private final Map<String, String> reserved = new ConcurrentHashMap<>();

    private OffersServiceStandIn() {
        server.serve(PATH, this::decide);
    }

    /** A running one, on a free port of this machine. */
    public static OffersServiceStandIn start() {
        return new OffersServiceStandIn();
    }

    /** Where it is. */
    public String url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer decide(HttpExchange exchange) throws IOException {
        String charge = exchange.getRequestURI().getPath().substring(PATH.length());
        if (exchange.getRequestMethod().equals("GET")) {
            return Optional.ofNullable(reserved.get(charge))
                    .map(body -> new Answer(200, body))
                    .orElseGet(() -> new Answer(404, "{}"));
        }
        JsonNode request = MAPPER.readTree(exchange.getRequestBody());
        return switch (request.path("card_offer").asText()) {
            case TENTH -> new Answer(200, reserve(charge, request));
            case UNHEARD -> {
                reserve(charge, request);
                yield new Answer(503, "{}");
            }
            case SILENT -> server.silence();
            case BROKEN -> new Answer(500, "{}");
            default -> new Answer(200, """
                        {"object":"reservation","state":"rejected","offer":null,"redemption":null,"discount":0,\
                        "reasons":["paused","below_minimum_spend"]}""");
        };
    }

    private String reserve(String charge, JsonNode request) {
        return reserved.computeIfAbsent(charge, id -> """
                {"object":"reservation","charge":"%s","state":"reserved","offer":"offr_test_0tenth",\
                "redemption":"rdmp_test_%s","discount":%d,"reasons":[]}""".formatted(
                        id,
                        id.substring(id.lastIndexOf('_') + 1),
                        request.path("amount").asLong() / 10));
    }
}
