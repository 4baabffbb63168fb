package io.satang.webhook.intake;

import io.satang.webhook.registry.Subscriptions;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;

/** Who wants to hear what. */
@FunctionalInterface
public interface Subscribers {
    /**
     * The subscriptions that each of these accounts has when this is asked, whichever replica has changed them; of one that is left out they
     * are {@link Subscriptions#NONE}.
     */
    Uni<Map<String, Subscriptions>> of(Collection<String> accountIds);
}
