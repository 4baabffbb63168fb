package io.satang.webhook.intake;

import io.satang.webhook.registry.Subscriptions;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;

/** Who wants to hear what. */
@FunctionalInterface
public interface Subscribers {
    /**
     * The subscriptions of each of these accounts; of one that is left out they are {@link Subscriptions#NONE}. They are known without waiting
     * for accounts to which something happened lately.
     */
    Uni<Map<String, Subscriptions>> of(Collection<String> accountIds);
}
