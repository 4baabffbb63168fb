package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.acceptance.Api.Document;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What buyers have been told while they bought, whatever happened to the services meanwhile. Many of them write into it at once. */
final class Purchases {
    private final Set<String> sources = ConcurrentHashMap.newKeySet();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> paid = ConcurrentHashMap.newKeySet();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();

    /** A way of buying something, request by request; one that does not succeed ends it. */
    @FunctionalInterface
    interface Purchase {
        /** Whether it went well to its end. */
        boolean make(Purchases purchases);
    }

    /** An answer that was no success. */
    record Refusal(int status, String body) {}

    /** Sources that were answered with 200. */
    Set<String> sources() {
        return Set.copyOf(sources);
    }

    /** Charges that were answered with 200. */
    Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    /** Charges of which somebody was told that they are paid. */
    Set<String> paid() {
        return Set.copyOf(paid);
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /** Requests that ended without any answer. */
    List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    void addSource(String id) {
        sources.add(id);
    }

    void addAccepted(String id) {
        accepted.add(id);
    }

    void addPaid(String id) {
        paid.add(id);
    }

    void addUnanswered(String why) {
        unanswered.add(why);
    }

    boolean succeeded(Reply reply) {
        return succeeded(reply.status(), reply.text());
    }

    boolean succeeded(Document document) {
        return succeeded(document.status(), new String(document.bytes(), UTF_8));
    }

    private boolean succeeded(int status, String body) {
        if (status != 200) {
            refusals.add(new Refusal(status, body));
        }
        return status == 200;
    }
}
