package io.satang.acceptance;

import static java.util.Objects.requireNonNull;

import io.satang.acceptance.Purchases.Purchase;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Somebody who pays by card, in turn at once, at once with a part that goes back, and by an authorisation that is captured in part or
 * reversed.
 *
 * @param description what all charges of this buyer say, so that what a lost answer was about can be found
 * @param further     what else they ask for
 */
record CardBuyer(Shop shop, String description, List<String> further, AtomicInteger turn) implements Purchase {
    static final String CARD = "4242424242424242";

    private enum Way {
        AT_ONCE,
        REFUNDED_IN_PART,
        CAPTURED_IN_PART,
        REVERSED
    }

    CardBuyer {
        requireNonNull(shop, "shop");
        requireNonNull(description, "description");
        further = List.copyOf(further);
        requireNonNull(turn, "turn");
    }

    CardBuyer(Shop shop, String description, String... further) {
        this(shop, description, List.of(further), new AtomicInteger());
    }

    @Override
    public boolean make(Purchases purchases) {
        Reply token = tokenize();
        if (!purchases.succeeded(token)) {
            return false;
        }
        return switch (Way.values()[turn.getAndIncrement() % Way.values().length]) {
            case AT_ONCE -> isPaid(purchases, charge(purchases, token));
            case REFUNDED_IN_PART -> {
                Reply charge = charge(purchases, token);
                yield isPaid(purchases, charge) && purchases.succeeded(command(charge, "/refunds", "amount=20000"));
            }
            case CAPTURED_IN_PART -> {
                Reply charge = charge(purchases, token, "capture=false", "authorization_type=pre_auth");
                yield purchases.succeeded(charge)
                        && isPaid(purchases, command(charge, "/capture", "capture_amount=30000"));
            }
            case REVERSED -> {
                Reply charge = charge(purchases, token, "capture=false");
                yield purchases.succeeded(charge) && purchases.succeeded(command(charge, "/reverse"));
            }
        };
    }

    private Reply tokenize() {
        return shop.publicKey()
                .post(
                        "/tokens",
                        "card[name]=Somchai+Prasert",
                        "card[number]=" + CARD,
                        "card[expiration_month]=12",
                        "card[expiration_year]=2035",
                        "card[security_code]=123");
    }

    private Reply charge(Purchases purchases, Reply token, String... more) {
        Stream<String> usual =
                Stream.of("amount=50000", "currency=THB", "card=" + token.ok("id"), "description=" + description);
        String[] fields = Stream.of(usual, further.stream(), Stream.of(more))
                .flatMap(each -> each)
                .toArray(String[]::new);
        Reply charge = shop.secret().post("/charges", fields);
        if (charge.status() == 200) {
            purchases.addAccepted(charge.ok("id"));
        }
        return charge;
    }

    private Reply command(Reply charge, String path, String... fields) {
        return shop.secret().post("/charges/" + charge.ok("id") + path, fields);
    }

    /** An answer that was lost leaves a charge pending, of which the merchant hears later. */
    private static boolean isPaid(Purchases purchases, Reply charge) {
        if (!purchases.succeeded(charge) || !charge.ok().path("paid").asBoolean()) {
            return false;
        }
        purchases.addPaid(charge.ok("id"));
        return true;
    }
}
