package io.satang.webhook.delivery;

import io.satang.webhook.endpoint.Endpoint;
import java.util.ArrayDeque;
import java.util.Queue;

/** What {@link Lanes} knows of one endpoint of one account. */
final class Lane {
    final Endpoint endpoint;
    final Account account;
    final Host host;
    final Queue<Claimed> waiting = new ArrayDeque<>();
    final AnswerTime answerTime = new AnswerTime();
    int inFlight;
    /** How many of these were started while nobody could expect an answer. */
    int untrustedInFlight;
    /** More of it waits in the table, as far as is known. */
    boolean behind;
    /** Stands in its account's queue, or waits for its host or for the part of those that may not answer. */
    boolean queued;

    /** Two accounts that name the same endpoint have a lane each. */
    record Key(String accountId, Endpoint endpoint) {
        static Key of(Delivery delivery) {
            return new Key(delivery.event().accountId(), delivery.endpoint());
        }
    }

    /** All lanes of an account. */
    static final class Account {
        final String id;
        /** Those that may have something to start, in the order of their turns. */
        final Queue<Lane> ready = new ArrayDeque<>();

        int inFlight;
        int held;
        long heldBytes;
        boolean queued;

        Account(String id) {
            this.id = id;
        }
    }

    /** All lanes to a host, of whichever account. */
    static final class Host {
        final String name;
        /** Those that wait until fewer attempts are under way. */
        final Queue<Lane> blocked = new ArrayDeque<>();

        int inFlight;
        int lanes;

        Host(String name) {
            this.name = name;
        }
    }

    Lane(Endpoint endpoint, Account account, Host host) {
        this.endpoint = endpoint;
        this.account = account;
        this.host = host;
    }
}
