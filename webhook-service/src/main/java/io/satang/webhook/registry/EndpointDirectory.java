package io.satang.webhook.registry;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.satang.platform.batching.Coalescer;
import io.satang.webhook.endpoint.Endpoint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The endpoints of accounts that something happens to, as this replica knows them: in memory, and bounded in bytes. What is changed here
 * counts at once, what is changed elsewhere when {@link EndpointWatch} has looked.
 *
 * <p>Safe for use by several threads.
 */
@Singleton
public class EndpointDirectory {
    private static final long BYTES_MAX = 32L * 1024 * 1024;
    private static final int BYTES_OF_ACCOUNT = 512;
    /** Should a change ever be missed. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Coalescer<String, List<WebhookEndpoint>> loads;
    private final AsyncCache<String, List<WebhookEndpoint>> byAccount = Caffeine.newBuilder()
            .maximumWeight(BYTES_MAX)
            .<String, List<WebhookEndpoint>>weigher((account, endpoints) -> bytes(endpoints))
            .expireAfterWrite(KEPT)
            .buildAsync();

    EndpointDirectory(EndpointStore store) {
        Objects.requireNonNull(store, "store");
        this.loads = new Coalescer<>(
                "webhook endpoints",
                Coalescer.Limits.DEFAULT,
                account -> BYTES_OF_ACCOUNT,
                Function.identity(),
                accounts -> store.ofAccounts(accounts.stream().distinct().toList())
                        .map(found -> accounts.stream()
                                .map(account -> found.getOrDefault(account, List.of()))
                                .toList()));
    }

    /** The account's endpoints that are not deleted; its own only if something was said of it. */
    public Uni<List<WebhookEndpoint>> of(String accountId) {
        CompletableFuture<List<WebhookEndpoint>> known =
                byAccount.get(accountId, (id, executor) -> loads.submit(id).subscribeAsCompletionStage());
        return known.isDone() && !known.isCompletedExceptionally()
                ? Uni.createFrom().item(known.join())
                : Uni.createFrom().completionStage(known.copy());
    }

    /** What each of these accounts' endpoints want to hear of. */
    public Uni<Map<String, Subscriptions>> subscriptions(Collection<String> accountIds) {
        List<Uni<Map.Entry<String, Subscriptions>>> asked = accountIds.stream()
                .distinct()
                .map(id -> of(id).map(endpoints -> Map.entry(id, subscriptions(endpoints))))
                .toList();
        if (asked.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Uni.join()
                .all(asked)
                .andFailFast()
                .map(found ->
                        found.stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The account's endpoints have changed. */
    void forget(String accountId) {
        byAccount.synchronous().invalidate(accountId);
    }

    /** Anybody's may have. */
    void forgetAll() {
        byAccount.synchronous().invalidateAll();
    }

    private static Subscriptions subscriptions(List<WebhookEndpoint> endpoints) {
        return endpoints.stream()
                .filter(WebhookEndpoint::isOwn)
                .findFirst()
                .map(own -> new Subscriptions(own.settings().events(), registered(endpoints)))
                .orElseGet(() -> Subscriptions.NONE.and(registered(endpoints)));
    }

    private static List<Subscriptions.Registered> registered(List<WebhookEndpoint> endpoints) {
        return endpoints.stream()
                .flatMap(endpoint -> endpoint.settings().uri().flatMap(Endpoint::parse).stream()
                        .map(address -> new Subscriptions.Registered(
                                endpoint.id(), address, endpoint.settings().events())))
                .toList();
    }

    private static int bytes(List<WebhookEndpoint> endpoints) {
        return BYTES_OF_ACCOUNT
                + endpoints.stream().mapToInt(WebhookEndpoint::bytes).sum();
    }
}
