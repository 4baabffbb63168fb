package io.satang.console.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.client.Fields;
import io.satang.console.client.NotDoneException;
import io.satang.console.client.OperatorClient;
import io.satang.console.client.OperatorClient.Replica;
import io.satang.console.client.OperatorClient.Said;
import io.satang.console.page.Pages;
import io.satang.console.system.LettersView.LetterRow;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The letters of one service and topic, asked of that service. */
@Singleton
class DeadLetters {
    /** Where services tell of what they have put aside. */
    static final String ROUTE = "/internal/dead-letters";

    /** Where the console shows it. */
    static final String PAGE = "/console/system/letters";

    private final OperatorClient operators;
    private final Pages pages;

    DeadLetters(OperatorClient operators, Pages pages) {
        this.operators = operators;
        this.pages = pages;
    }

    /** Empty when the service does not answer, or has no such topic. */
    Optional<LettersView> read(String service, String topic, Optional<String> after) {
        Fields query = Fields.of("topic", topic).and("after", after);
        return operators
                .get(replica(service), ROUTE + "?" + query.encoded())
                .join()
                .filter(Said::done)
                .flatMap(Said::json)
                .map(list -> view(service, topic, after, list));
    }

    /** What the service says that it did; empty when it did not answer, or refused. */
    Optional<JsonNode> redrive(String service, String topic, Optional<String> letter, Optional<String> after) {
        Fields query = Fields.of("topic", topic).and("letter", letter).and("after", after);
        return operators
                .post(replica(service), ROUTE + "/redrive?" + query.encoded())
                .join()
                .filter(Said::done)
                .flatMap(Said::json);
    }

    /** The address of the page of a topic's letters. */
    static String page(String service, String topic, Optional<String> after) {
        return PAGE + "?"
                + Fields.of("service", service)
                        .and("topic", topic)
                        .and("after", after)
                        .encoded();
    }

    /** Every replica of a service knows the same, from Kafka and the database. */
    private Replica replica(String service) {
        return operators.replicas().stream()
                .filter(each -> each.service().equals(service))
                .findFirst()
                .orElseThrow(NotDoneException::nothingThere);
    }

    private LettersView view(String service, String topic, Optional<String> after, JsonNode list) {
        List<LetterRow> rows = Body.data(list).stream().map(this::row).toList();
        return new LettersView(
                service,
                topic,
                after,
                rows,
                Body.text(list, "next").map(next -> page(service, topic, Optional.of(next))));
    }

    private LetterRow row(JsonNode letter) {
        return new LetterRow(
                letter.path("partition").asInt() + ":" + letter.path("offset").asLong(),
                Body.text(letter, "key").orElse(""),
                Body.text(letter, "reason").or(() -> Body.text(letter, "cause")).orElse(""),
                Body.instant(letter, "put_aside_at").map(pages.wording()::moment),
                letter.path("redrivable").asBoolean());
    }
}
