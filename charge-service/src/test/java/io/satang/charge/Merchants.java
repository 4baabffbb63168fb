package io.satang.charge;

import static org.awaitility.Awaitility.await;

import io.satang.events.AccountChanged;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.events.EventEnvelope;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.platform.account.AccountDirectory;
import io.satang.platform.id.Ids;
import io.satang.platform.key.KeyHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Opens accounts as the account-service does: by saying so on {@code account.changed}. */
@ApplicationScoped
public class Merchants {
    private final AccountDirectory directory;
    private final KeyHash keyHash;
    private final TestTopics topics;
    private final Ids ids;
    private final Clock clock;

    Merchants(AccountDirectory directory, KeyHash keyHash, TestTopics topics, Ids ids, Clock clock) {
        this.directory = directory;
        this.keyHash = keyHash;
        this.topics = topics;
        this.ids = ids;
        this.clock = clock;
    }

    /** A merchant of its own, with an empty list of charges. */
    public Merchant open() {
        return open(false, "merchant@example.com");
    }

    /** The same for a live account or another name. */
    public Merchant open(boolean livemode, String email) {
        return open(livemode, email, Settings.USUAL);
    }

    /** A merchant whose payers by card have to be authenticated. */
    public Merchant openAuthenticating() {
        return open(false, "merchant@example.com", new Settings("TH", "THB", true, Optional.empty()));
    }

    /** A merchant of Japan. */
    public Merchant openInJapan() {
        return open(false, "merchant@example.com", new Settings("JP", "JPY", false, Optional.empty()));
    }

    /** A merchant whom payers know by this name. */
    public Merchant openAs(String displayName) {
        return open(false, "merchant@example.com", new Settings("TH", "THB", false, Optional.of(displayName)));
    }

    /** What its account is set to. */
    private record Settings(
            String country, String currency, boolean authenticationRequired, Optional<String> displayName) {
        private static final Settings USUAL = new Settings("TH", "THB", false, Optional.empty());
    }

    private Merchant open(boolean livemode, String email, Settings settings) {
        Merchant merchant = new Merchant(ids.next("account", livemode), ids.next("skey", livemode));
        announce(merchant.accountId(), 1, livemode, email, settings, secret(merchant.secretKey(), Optional.empty()));
        await().until(() -> directory.authenticate(merchant.secretKey()).isPresent());
        return merchant;
    }

    /** Replaces the keys of a test account. */
    public void roll(Merchant merchant, AccountChanged.Key... keys) {
        long version = directory.version(merchant.accountId()).orElseThrow() + 1;
        announce(merchant.accountId(), version, false, "merchant@example.com", Settings.USUAL, keys);
    }

    /** A secret key, that ends some day perhaps. */
    public AccountChanged.Key secret(String key, Optional<Instant> expiresAt) {
        return new AccountChanged.Key(keyHash.of(key), KeyKind.SECRET, expiresAt);
    }

    private void announce(
            String accountId,
            long version,
            boolean livemode,
            String email,
            Settings settings,
            AccountChanged.Key... keys) {
        AccountChanged account = new AccountChanged(
                accountId,
                livemode,
                settings.country(),
                settings.currency(),
                email,
                List.of(settings.currency()),
                false,
                settings.authenticationRequired(),
                Optional.empty(),
                "2019-05-29",
                Arrays.asList(keys),
                clock.instant(),
                settings.displayName(),
                Optional.empty());
        EventEnvelope envelope = new EventEnvelope(
                ids.nextBody(), EventType.ACCOUNT_CHANGED, accountId, version, accountId, livemode, clock.instant());
        topics.send(new ProducerRecord<>(
                EventType.ACCOUNT_CHANGED.topic(),
                null,
                null,
                accountId,
                EventJson.write(account),
                envelope.headers()));
    }
}
