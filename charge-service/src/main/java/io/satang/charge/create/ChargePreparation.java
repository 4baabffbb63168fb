package io.satang.charge.create;

import io.satang.charge.card.Tokens;
import io.satang.charge.create.CardChargeFactory.CardToCharge;
import io.satang.charge.create.CardChoice.NamedCard;
import io.satang.charge.create.PaymentChoice.SourceChoice;
import io.satang.charge.customer.CustomerCards;
import io.satang.charge.decision.Charge;
import io.satang.charge.source.Sources;
import io.satang.charge.view.ChargeJson;
import io.satang.events.AccountChanged;
import io.satang.events.SourceCreated;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.Ids;
import io.satang.platform.id.TokenId;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/** Finds what a charge is to be paid with, and makes the charge that is to be stored. No database connection is held meanwhile. */
@ApplicationScoped
public class ChargePreparation {
    private final Sources sources;
    private final Tokens tokens;
    private final CustomerCards customers;
    private final ChargeFactory bySource;
    private final CardChargeFactory byCard;
    private final ChargeJson json;
    private final Clock clock;

    /** What charges are paid with; {@code ids} make their secrets too. */
    public ChargePreparation(
            Sources sources, Tokens tokens, CustomerCards customers, Ids ids, ChargeJson json, Clock clock) {
        this.sources = Objects.requireNonNull(sources, "sources");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.customers = Objects.requireNonNull(customers, "customers");
        this.bySource = new ChargeFactory(ids);
        this.byCard = new CardChargeFactory(ids);
        this.json = Objects.requireNonNull(json, "json");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    Uni<Charge> prepare(AccountChanged account, ChargeRequest request) {
        return switch (request.payment()) {
            case SourceChoice choice ->
                source(account, request, choice).map(source -> bySource.create(account, request, source, now()));
            case CardChoice choice -> card(account, request, choice);
        };
    }

    /** The charge is paid with something that nobody needs to find again. */
    void charged(Charge charge) {
        charge.instrument().source().ifPresent(sources::charged);
    }

    private Uni<Charge> card(AccountChanged account, ChargeRequest request, CardChoice choice) {
        byCard.require(account, request, choice);
        AccountId accountId = new AccountId(account.accountId());
        Uni<CardToCharge> card = switch (choice.card()) {
            case NamedCard.OfToken(String tokenId) -> ofToken(account, accountId, tokenId);
            case NamedCard.OfCustomer(String customerId, Optional<String> cardId) ->
                customers.find(accountId, customerId, cardId).map(byCard::ofCustomer);
        };
        return card.map(found -> byCard.create(account, request, choice, found, now()));
    }

    private Uni<CardToCharge> ofToken(AccountChanged account, AccountId accountId, String tokenId) {
        TokenId token = TokenId.parse(tokenId).orElseThrow(() -> ApiException.notFound("token", tokenId));
        return tokens.use(token, accountId, CardChargeFactory.chargeOf(token, account.livemode()))
                .map(byCard::ofToken);
    }

    private Uni<SourceCreated> source(AccountChanged account, ChargeRequest request, SourceChoice choice) {
        return switch (choice) {
            case SourceChoice.Existing(String sourceId) -> sources.owned(new AccountId(account.accountId()), sourceId);
            case SourceChoice.Nested(Params params) -> nested(account, request, request.completed(params));
        };
    }

    // A charge that will be refused must leave no source behind, so it is prepared on a preview first.
    private Uni<SourceCreated> nested(AccountChanged account, ChargeRequest request, Params source) {
        return sources.preview(account, source, request.ip())
                .invoke(preview -> {
                    Charge charge = bySource.create(account, request, preview, now());
                    json.renderBounded(charge, charge.createdAt());
                })
                .chain(() -> sources.create(account, source, request.ip()));
    }

    // As exact as the row will be, so that a charge equals what is read of it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
