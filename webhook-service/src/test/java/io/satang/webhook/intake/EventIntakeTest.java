package io.satang.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.webhook.MovingClock;
import io.satang.webhook.delivery.AttemptOutcome.Answered;
import io.satang.webhook.delivery.Deliveries;
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.DeliveryRules;
import io.satang.webhook.delivery.Destination;
import io.satang.webhook.delivery.DispatchLimits;
import io.satang.webhook.delivery.Dispatcher;
import io.satang.webhook.delivery.MemoryDeliveryStore;
import io.satang.webhook.delivery.RetrySchedule;
import io.satang.webhook.delivery.Sent;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.event.EventPatterns;
import io.satang.webhook.registry.Subscriptions;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventIntakeTest {
    private static final DeliveryRules RULES =
            new DeliveryRules(RetrySchedule.Exponential.DEFAULT, Duration.ofSeconds(60), Duration.ofSeconds(10));

    private final MovingClock clock = new MovingClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final MemoryDeliveryStore store = new MemoryDeliveryStore(RULES, clock);
    private final List<Delivery> asked = new ArrayList<>();
    private final MemoryAccounts accounts = new MemoryAccounts();
    private Subscriptions subscriptions = Subscriptions.NONE;

    private final EventIntake intake = new EventIntake(
            accounts,
            this::subscriptions,
            store,
            new Dispatcher(
                    store,
                    this::ask,
                    delivery -> Uni.createFrom().item(new Destination.To(delivery.endpoint())),
                    RULES,
                    DispatchLimits.DEFAULT,
                    attempt -> {},
                    clock,
                    new Random(1)));

    @Test
    void anEventGoesToTheAccountsEndpointAndToTheChargesOwn() {
        accounts.tell(1, "https://account.example/");

        accept(inboundEvent(0, "https://one.example/", "https://two.example/"));

        assertThat(store.endpoints())
                .containsExactly("https://account.example/", "https://one.example/", "https://two.example/");
        assertThat(asked).hasSize(3);
    }

    @Test
    void anEndpointThatIsNamedTwiceGetsTheEventOnce() {
        accounts.tell(1, "https://account.example/");

        accept(inboundEvent(0, "https://account.example/", "https://account.example/"));

        assertThat(store.endpoints()).containsExactly("https://account.example/");
    }

    @Test
    void only_what_goes_to_the_account_follows_it() {
        accounts.tell(1, "https://account.example/");

        accept(inboundEvent(0, "https://one.example/", "https://account.example/"));

        assertThat(asked).extracting(Delivery::followsAccount).containsExactly(true, false);
    }

    @Test
    void aChargeHasAtMostTwoEndpoints() {
        accept(inboundEvent(0, "https://one.example/", "https://two.example/", "https://three.example/"));

        assertThat(store.endpoints()).containsExactly("https://one.example/", "https://two.example/");
    }

    @Test
    void whatIsNoEndpointIsLeftOut() {
        accept(inboundEvent(0, "mailto:owner@merchant.example", "https://two.example/"));

        assertThat(store.endpoints()).containsExactly("https://two.example/");
    }

    @Test
    void anEventWithoutEndpointIsKept() {
        accept(inboundEvent(0));

        assertThat(store.events()).isEqualTo(1);
        assertThat(asked).isEmpty();
    }

    @Test
    void an_event_goes_to_those_endpoints_that_want_to_hear_of_it() {
        accounts.tell(1, "https://account.example/");
        subscriptions = new Subscriptions(
                EventPatterns.of(List.of("customer.*")),
                List.of(
                        registered(1, "https://one.example/", "charge.*"),
                        registered(2, "https://two.example/", "refund.create"),
                        registered(3, "https://one.example/", "*")));

        accept(inboundEvent(0));

        assertThat(asked)
                .extracting(delivery -> delivery.endpoint().text() + " "
                        + delivery.recipient().endpointId().orElseThrow())
                .containsExactly("https://one.example/ whep_test_1", "https://one.example/ whep_test_3");
        assertThat(asked).extracting(delivery -> delivery.id().slot()).containsExactly(0, 1);
    }

    @Test
    void aRepeatedEventIsNotDeliveredAgain() {
        InboundEvent inbound = inboundEvent(0, "https://one.example/");

        accept(inbound, inbound);
        accept(inbound, inboundEvent(1, "https://one.example/"));

        assertThat(store.events()).isEqualTo(2);
        assertThat(asked).extracting(delivery -> delivery.event().version()).containsExactly(1L, 2L);
    }

    @Test
    void whatWasCommittedWithoutAnAnswerIsDeliveredWhenItIsHeardOfAgain() {
        InboundEvent inbound = inboundEvent(0, "https://one.example/");
        store.deaf(true);
        assertThatThrownBy(() -> accept(inbound)).isInstanceOf(IllegalStateException.class);
        assertThat(asked).isEmpty();

        store.deaf(false);
        accept(inbound);
        accept(inbound);

        assertThat(asked).hasSize(1);
    }

    @Test
    void nothingIsDeliveredThatIsNotCommitted() {
        store.down(true);

        assertThatThrownBy(() -> accept(inboundEvent(0, "https://one.example/")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(asked).isEmpty();
    }

    private static Subscriptions.Registered registered(int number, String uri, String pattern) {
        return new Subscriptions.Registered(
                new EndpointId("whep_test_" + number),
                Endpoint.parse(uri).orElseThrow(),
                EventPatterns.of(List.of(pattern)));
    }

    private Uni<Map<String, Subscriptions>> subscriptions(Collection<String> accountIds) {
        return Uni.createFrom()
                .item(accountIds.stream().collect(Collectors.toMap(Function.identity(), id -> subscriptions)));
    }

    private void accept(InboundEvent... inboundEvents) {
        intake.accept(List.of(inboundEvents)).await().indefinitely();
    }

    private static InboundEvent inboundEvent(int number, String... endpoints) {
        return new InboundEvent(Deliveries.event(number), List.of(endpoints), 1);
    }

    private Uni<Sent> ask(Delivery delivery, Destination.To unused) {
        asked.add(delivery);
        return Uni.createFrom().item(Sent.nothing(new Answered(200)));
    }
}
