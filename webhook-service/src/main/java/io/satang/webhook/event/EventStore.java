package io.satang.webhook.event;

import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Events as they are read back. */
public interface EventStore {

    /** The account's event with this id; empty when it has none, be it another's. */
    Uni<Optional<EventHistory>> find(String accountId, String id);

    /** How many bytes the objects of a page of the account's events take. */
    Uni<Long> bytes(String accountId, Page page);

    /** The same, of {@link #listOfObject}. */
    Uni<Long> bytesOfObject(String accountId, String objectId, Page page);

    /** A page of the account's events. */
    Uni<EventPage> list(String accountId, Page page);

    /** A page of the events of one of the account's objects; empty when the account has no event of such an object at all. */
    Uni<Optional<EventPage>> listOfObject(String accountId, String objectId, Page page);
}
