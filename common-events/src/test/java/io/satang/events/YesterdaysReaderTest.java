package io.satang.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** During an upgrade the last release's consumers read what today's producers write. */
class YesterdaysReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @MethodSource("typesOfYesterday")
    void the_last_release_reads_every_event_that_is_written_today(EventType type) throws Exception {
        assertThat(readByYesterday(type, EventJson.write(Samples.full(type)))).isTrue();
        assertThat(readByYesterday(type, EventJson.write(Samples.sparse(type)))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("typesOfYesterday")
    void the_last_release_ignores_a_member_that_a_later_one_adds(EventType type) throws Exception {
        ObjectNode later = (ObjectNode) JSON.readTree(EventJson.write(Samples.full(type)));
        later.putObject("added_later").put("a", 1);

        assertThat(readByYesterday(type, later.toString())).isTrue();
    }

    static Stream<EventType> typesOfYesterday() {
        return Arrays.stream(EventType.values()).filter(type -> yesterdays(type).isPresent());
    }

    /** Whether yesterday's record holds all that it has a member for. */
    private static boolean readByYesterday(EventType type, String json) throws Exception {
        Record read =
                io.satang.yesterday.events.EventJson.read(json, yesterdays(type).orElseThrow());
        JsonNode kept = JSON.readTree(io.satang.yesterday.events.EventJson.write(read));
        JsonNode today = JSON.readTree(json);
        return kept.properties().stream().allMatch(member -> member.getValue().equals(today.get(member.getKey())));
    }

    /** The last release's record of such events; empty when it has none. */
    private static Optional<Class<? extends Record>> yesterdays(EventType type) {
        return switch (type) {
            case ACCOUNT_CHANGED -> Optional.of(io.satang.yesterday.events.AccountChanged.class);
            case SOURCE_CREATED -> Optional.of(io.satang.yesterday.events.SourceCreated.class);
            case TOKEN_CREATED,
                    CHARGE_CAPTURED,
                    CHARGE_REVERSED,
                    REFUND_CREATED,
                    PAYMENT_VOIDED,
                    CUSTOMER_CREATED,
                    CUSTOMER_UPDATED,
                    CUSTOMER_DESTROYED,
                    CARD_UPDATED,
                    CARD_DESTROYED,
                    OFFER_REDEEMED,
                    OFFER_RELEASED,
                    OFFER_CLAWED_BACK,
                    CARD_LINKED,
                    CARD_UNLINKED,
                    OFFER_LIVE,
                    OFFER_EXPIRED,
                    OFFER_BUDGET_EXHAUSTED,
                    REQUEST_RECORDED -> Optional.empty();
            case CHARGE_CREATED, CHARGE_UPDATED, CHARGE_COMPLETE, CHARGE_EXPIRED ->
                Optional.of(io.satang.yesterday.events.ChargeChanged.class);
        };
    }
}
