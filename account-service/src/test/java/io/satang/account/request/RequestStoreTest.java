package io.satang.account.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.events.RawJson;
import io.satang.events.RequestRecorded;
import io.satang.platform.id.Ids;
import io.satang.platform.params.Params;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RequestStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    RequestStore store;

    @Inject
    Ids ids;

    @Test
    void of_each_account_the_newest_thousand_are_kept_and_none_twice() {
        String busy = ids.next("account", false);
        String quiet = ids.next("account", false);
        List<KeptRequest> many = IntStream.range(0, RequestStore.KEPT + 5)
                .mapToObj(number -> request(busy, number))
                .toList();

        keep(List.of(request(quiet, 0)));
        keep(many.subList(0, RequestStore.KEPT));
        keep(many.subList(RequestStore.KEPT - 10, many.size()));

        RequestPage kept = list(busy);
        assertThat(kept.total()).isEqualTo(RequestStore.KEPT);
        assertThat(kept.requests().getFirst().told().id())
                .isEqualTo(many.get(5).told().id());
        assertThat(list(quiet).total()).isEqualTo(1);
    }

    private void keep(List<KeptRequest> requests) {
        store.keep(requests).await().atMost(PATIENCE);
    }

    private RequestPage list(String account) {
        RequestFilter all = RequestFilter.from(Params.none(), Instant.parse("2100-01-01T00:00:00Z"));
        return store.list(account, all).await().atMost(PATIENCE);
    }

    private static KeptRequest request(String account, int number) {
        return new KeptRequest(
                account,
                false,
                new RequestRecorded(
                        "rqst_test_%019d".formatted(number),
                        Instant.parse("2026-11-29T00:00:00Z").plusSeconds(number),
                        7,
                        "POST",
                        "/charges",
                        new RawJson("{}"),
                        new RawJson("{\"amount\":10}"),
                        new RawJson("{\"object\":\"charge\"}"),
                        200,
                        Optional.empty(),
                        "secret",
                        "tang",
                        Optional.empty(),
                        Optional.empty()));
    }
}
