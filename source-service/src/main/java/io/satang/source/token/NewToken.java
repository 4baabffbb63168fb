package io.satang.source.token;

import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.sealing.Sealed;
import java.util.Objects;
import java.util.Optional;

/**
 * A token that is about to be written.
 *
 * @param cardId       {@code card_…}
 * @param answer       the token as merchants see it
 * @param created      the event that tells of it; its payload is also what the row keeps
 * @param material     what a provider needs of the card
 * @param securityCode its security code, if one was given
 */
record NewToken(String cardId, String answer, OutboxEvent created, Sealed material, Optional<Sealed> securityCode) {
    NewToken {
        Objects.requireNonNull(cardId, "cardId");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(material, "material");
        Objects.requireNonNull(securityCode, "securityCode");
    }

    /** Whose it is. */
    String accountId() {
        return created.envelope().accountId();
    }

    /** How many bytes of memory the rows and the event hold, at the most. */
    long bytes() {
        return 2 * created.bytes()
                + material.size()
                + securityCode.map(Sealed::size).orElse(0L);
    }
}
