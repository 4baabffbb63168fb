package io.satang.source.token;

import io.satang.events.RawJson;
import java.time.Instant;
import java.util.Optional;

/**
 * A token as merchants see it, its fields in the order of the reference (omise-api §8.4).
 *
 * @param location absolute, unlike that of everything else: the vault has an address of its own
 * @param card     null once a customer keeps it
 */
record TokenView(
        String object,
        String id,
        boolean livemode,
        String location,
        boolean used,
        String chargeStatus,
        Optional<RawJson> card,
        Instant createdAt) {

    static TokenView of(
            String id,
            boolean livemode,
            String vaultUrl,
            boolean used,
            String chargeStatus,
            Optional<RawJson> card,
            Instant createdAt) {
        return new TokenView("token", id, livemode, vaultUrl + "/tokens/" + id, used, chargeStatus, card, createdAt);
    }
}
