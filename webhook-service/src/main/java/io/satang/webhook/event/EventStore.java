package io.satang.webhook.event;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Events as they are read back. */
public interface EventStore {

    /** The account's event with this id; empty when it has none, be it another's. */
    Uni<Optional<EventHistory>> find(String accountId, String id);

    /** Where the account's event with this id stands in the order of arrival; empty when it has none. */
    Uni<Optional<EventPlace>> place(String accountId, String id);

    /** Which of the account's events are asked for. */
    Uni<EventIndex> index(String accountId, EventQuery query);

    /** These events of the account, in this order; one that is no more is left out. */
    Uni<List<EventHistory>> load(String accountId, List<String> ids);

    /** Whether the account has an event of this object. */
    Uni<Boolean> knows(String accountId, String objectId);
}
