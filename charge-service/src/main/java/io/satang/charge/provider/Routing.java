package io.satang.charge.provider;

import io.satang.charge.decision.Charge;
import java.util.Optional;

/** Which provider moves the money of a charge. This is where test mode and live mode part, and nowhere else. */
public interface Routing {

    /** The provider of this charge; empty when there is none, so that no money can have been taken. */
    Optional<Provider> of(Charge charge);

    /** Who sets discounts aside, for whichever provider's payment. */
    Provider reservations();

    /** The provider that an operation was stored with. */
    Optional<Provider> named(String name);
}
