package io.satang.offers.offer;

import io.satang.events.AccountChanged;
import io.satang.events.RawJson;
import io.satang.offers.field.Fields;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.RequestFaults;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import io.satang.platform.params.Params;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What {@code POST /offers} and {@code PATCH /offers/{id}} ask for. A refusal names all that is wrong and changes nothing. */
final class OfferRequest {
    private static final int NAME_CHARS_MAX = 255;
    private static final int DESCRIPTION_CHARS_MAX = 2_048;
    private static final int MERCHANT_CHARS_MAX = 64;
    private static final Duration RETURN_PERIOD = Duration.ofDays(14);
    private static final RawJson NO_METADATA = new RawJson("{}");

    private final Params params;
    private final Instant now;
    private final RequestFaults faults = new RequestFaults();

    OfferRequest(Params params, Instant now) {
        this.params = params;
        this.now = now;
    }

    /**
     * What an offer is to be.
     *
     * @param merchantId as its owner names it
     */
    record Draft(String merchantId, Texts texts, Stage stage, Terms terms) {}

    /** The merchant that a request names, if it names one. */
    static Optional<String> merchantId(Params params) {
        return Fields.text(params, "merchant_id", MERCHANT_CHARS_MAX);
    }

    /** A new offer of this account. */
    Draft create(AccountChanged owner) {
        String merchantId = faults.read("", () -> Fields.required(params, "merchant_id", MERCHANT_CHARS_MAX));
        Texts none = new Texts("", Optional.empty(), Optional.empty(), NO_METADATA);
        Texts texts = texts(none);
        Stage stage = faults.read(Stage.PUBLISHED, () -> stage(Stage.PUBLISHED));
        if (!params.has("reward")) {
            faults.read("", () -> params.requiredText("reward"));
        }
        Terms terms = new TermsReader(params, usualTerms(owner), now, faults).read();
        faults.refuse();
        return new Draft(merchantId, texts, stage, terms);
    }

    /**
     * What this offer is to become.
     *
     * @param used how much of it is used up
     */
    Draft change(Offer offer, Usage used) {
        String merchantId =
                faults.read("", () -> merchantId(params).orElse(offer.merchant().id()));
        Texts texts = texts(offer.texts());
        Stage stage = faults.read(offer.stage(), () -> moved(offer.stage()));
        Terms terms = new TermsReader(params, offer.terms(), now, faults).read();
        faults.refuse();
        Draft next = new Draft(merchantId, texts, stage, terms);
        if (offer.stage() != Stage.DRAFT) {
            requireSamePromise(offer, next);
            requireRoom(next, used);
        }
        return next;
    }

    private Texts texts(Texts former) {
        return new Texts(
                faults.read(
                        "",
                        () -> params.has("name") || former.name().isEmpty()
                                ? Fields.required(params, "name", NAME_CHARS_MAX)
                                : former.name()),
                faults.read(Optional.empty(), () -> text("description", DESCRIPTION_CHARS_MAX, former.description())),
                faults.read(Optional.empty(), () -> text("point_of_sale", NAME_CHARS_MAX, former.pointOfSale())),
                faults.read(NO_METADATA, () -> Fields.metadata(params).orElse(former.metadata())));
    }

    private Optional<String> text(String name, int charsMax, Optional<String> former) {
        return params.cleared(name)
                ? Optional.empty()
                : Fields.text(params, name, charsMax).or(() -> former);
    }

    private Stage stage(Stage former) {
        return params.text("state").map(OfferRequest::stage).orElse(former);
    }

    private static Stage stage(String state) {
        return switch (state) {
            case "draft" -> Stage.DRAFT;
            case "live" -> Stage.PUBLISHED;
            case "paused" -> Stage.PAUSED;
            default -> throw ApiException.badRequest("state must be draft, live or paused");
        };
    }

    private Stage moved(Stage former) {
        Stage next = stage(former);
        if (!former.mayBecome(next)) {
            throw ApiException.badRequest(
                    "an offer that is " + former.wireName() + " cannot become " + next.wireName());
        }
        return next;
    }

    /** Who has joined was promised this: what may change is how long it lasts and how much there is of it. */
    private static void requireSamePromise(Offer offer, Draft next) {
        Terms terms = offer.terms();
        boolean samePeriod = terms.limits()
                .budget()
                .map(Budget::period)
                .equals(next.terms().limits().budget().map(Budget::period));
        boolean same = terms.with(next.terms().limits(), next.terms().validity())
                        .equals(next.terms())
                && terms.validity().from().equals(next.terms().validity().from())
                && terms.limits().perCard().equals(next.terms().limits().perCard())
                && samePeriod
                && offer.merchant().id().equals(next.merchantId());
        if (!same) {
            throw ApiException.badRequest(
                    "of the terms of an offer that was published only ends_at, redemptions_total and "
                            + "the budget's limit can be changed");
        }
    }

    private static void requireRoom(Draft next, Usage used) {
        if (used.redeemed() > next.terms().limits().total().orElse(Long.MAX_VALUE)) {
            throw ApiException.badRequest(
                    "redemptions_total must not be below the " + used.redeemed() + " that there have been");
        }
        boolean overspent = next.terms()
                .limits()
                .budget()
                .filter(budget -> used.spent().isMoreThan(budget.limit()))
                .isPresent();
        if (overspent) {
            throw ApiException.badRequest("budget limit must not be below what was spent of it");
        }
    }

    /** What an offer has that says nothing else: cashback from now on, everywhere and every day, without limits. */
    private Terms usualTerms(AccountChanged owner) {
        Currency currency = Currency.valueOf(owner.currency());
        return new Terms(
                Benefit.CASHBACK,
                new Reward.Flat(new Money(1, currency)),
                currency,
                Optional.empty(),
                Optional.empty(),
                new Validity(now, Optional.empty()),
                new Schedule(Schedule.EVERY_DAY, zone(owner.country())),
                Set.of(Channel.values()),
                new Limits(OptionalLong.empty(), OptionalLong.empty(), Optional.empty()),
                OptionalInt.empty(),
                RETURN_PERIOD);
    }

    private static ZoneId zone(String country) {
        return switch (country) {
            case "TH" -> ZoneId.of("Asia/Bangkok");
            case "JP" -> ZoneId.of("Asia/Tokyo");
            case "SG" -> ZoneId.of("Asia/Singapore");
            case "MY" -> ZoneId.of("Asia/Kuala_Lumpur");
            default -> ZoneOffset.UTC;
        };
    }
}
