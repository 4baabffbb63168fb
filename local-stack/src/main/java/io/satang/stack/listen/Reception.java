package io.satang.stack.listen;

import io.satang.stack.event.Event;
import io.satang.stack.listen.Forwarder.Answered;
import io.satang.stack.listen.Forwarder.Failed;
import io.satang.stack.listen.Forwarder.Outcome;
import io.satang.stack.verify.Signature;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What a listener does with each webhook: checks it, passes it on, tells of it, and answers. */
final class Reception {
    private static final String PING = "webhook.ping";
    private static final int NOT_FORWARDED = 500;

    private final Signature signature;
    private final Printer printer;
    private final Optional<Forwarder> forwarder;
    private final Optional<Answer> answer;
    private final Consumer<String> say;
    private final Map<String, CompletableFuture<Void>> proofs = new ConcurrentHashMap<>();
    private volatile boolean proving;

    /**
     * @param answer what is answered whatever the program says that webhooks are passed on to; what that says unless it is given
     * @param say    told a line of each webhook
     */
    Reception(
            Signature signature,
            Printer printer,
            Optional<Forwarder> forwarder,
            Optional<Answer> answer,
            Consumer<String> say) {
        this.signature = Objects.requireNonNull(signature, "signature");
        this.printer = Objects.requireNonNull(printer, "printer");
        this.forwarder = Objects.requireNonNull(forwarder, "forwarder");
        this.answer = Objects.requireNonNull(answer, "answer");
        this.say = Objects.requireNonNull(say, "say");
    }

    /** From now on pings are taken for proofs of the address, and nobody is told of them; until {@link #proved}. */
    void prove() {
        proving = true;
    }

    /** Pings are webhooks like others again. */
    void proved() {
        proving = false;
        proofs.clear();
    }

    /** Done when the ping of this event arrives, which it may have already. */
    CompletableFuture<Void> arrival(String eventId) {
        return proofs.computeIfAbsent(eventId, id -> new CompletableFuture<>());
    }

    Answer take(Webhook webhook) {
        Optional<Event> ping =
                webhook.event().filter(event -> proving && event.key().equals(PING));
        if (ping.isPresent()) {
            arrival(ping.get().id()).complete(null);
            return Answer.OK;
        }
        Signature.Verdict verdict = signature.check(
                webhook.header(Signature.HEADER),
                webhook.header(Signature.TIMESTAMP_HEADER),
                webhook.bytes(),
                webhook.receivedAt());
        Optional<Outcome> forwarded = forwarder.map(to -> to.forward(webhook));
        say.accept(printer.line(webhook, verdict, forwarded));
        return answer.or(() -> forwarded.map(Reception::relayed)).orElse(Answer.OK);
    }

    private static Answer relayed(Outcome outcome) {
        return switch (outcome) {
            case Answered(int status, long unused) -> new Answer.Status(status);
            case Failed unused -> new Answer.Status(NOT_FORWARDED);
        };
    }
}
