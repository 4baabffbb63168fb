package io.satang.charge.card;

import io.satang.events.CardFailure;
import io.satang.events.RawJson;
import io.satang.events.TokenCreated;
import io.satang.platform.id.Ids;
import io.satang.testing.TestAccounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tokens as the vault tells of them. */
public final class SampleTokens {
    private static final Ids IDS = new Ids(Clock.systemUTC());
    private static final Duration OPEN = Duration.ofMinutes(30);

    private SampleTokens() {}

    /** A token of the first test account, of a Visa that pays. */
    public static TokenCreated paying() {
        return of(TestAccounts.ACCOUNT, Optional.empty(), OPEN);
    }

    /** The same of a card that fails at this step with this code. */
    public static TokenCreated failing(String step, String code) {
        return of(TestAccounts.ACCOUNT, Optional.of(new CardFailure(step, code)), OPEN);
    }

    /** The same of another account. */
    public static TokenCreated ofAccount(String accountId) {
        return of(accountId, Optional.empty(), OPEN);
    }

    /** The same that has expired. */
    public static TokenCreated expired() {
        return of(TestAccounts.ACCOUNT, Optional.empty(), OPEN.negated());
    }

    private static TokenCreated of(String accountId, Optional<CardFailure> failure, Duration open) {
        String cardId = IDS.next("card", false);
        return new TokenCreated(
                IDS.next("tokn", false),
                accountId,
                false,
                cardId,
                "Visa",
                true,
                failure,
                Instant.now().plus(open),
                card(cardId));
    }

    private static RawJson card(String id) {
        return new RawJson("""
                {"object":"card","id":"%s","livemode":false,"location":null,"deleted":false,"street1":null,"street2":null,"city":"Bangkok",\
                "state":null,"phone_number":null,"postal_code":"10320","country":"us","financing":"credit","bank":"JPMORGAN CHASE BANK N.A.",\
                "brand":"Visa","fingerprint":"f0=","first_digits":null,"last_digits":"4242","name":"Somchai Prasert","expiration_month":12,\
                "expiration_year":2030,"security_code_check":true,"tokenization_method":null,"created_at":"2026-01-02T03:04:05Z"}""".formatted(id));
    }
}
