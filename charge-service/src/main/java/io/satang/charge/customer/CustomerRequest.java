package io.satang.charge.customer;

import io.satang.charge.customer.Customer.Details;
import io.satang.events.RawJson;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.RequestFaults;
import io.satang.platform.id.CardId;
import io.satang.platform.id.TokenId;
import io.satang.platform.params.Params;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code POST /customers} and {@code PATCH /customers/{id}} ask for (reference omise-api §8.6).
 *
 * @param email       empty to leave it, an empty text to take it away
 * @param description the same
 * @param metadata    empty to leave it
 * @param token       whose card is to become the customer's
 * @param defaultCard which card is to be the default
 */
record CustomerRequest(
        Optional<String> email,
        Optional<String> description,
        Optional<RawJson> metadata,
        Optional<TokenId> token,
        Optional<CardId> defaultCard) {

    private static final int EMAIL_CHARS_MAX = 255;
    private static final int DESCRIPTION_CHARS_MAX = 2_048;
    private static final int METADATA_CHARS_MAX = 32_768;
    private static final RawJson NO_METADATA = new RawJson("{}");

    CustomerRequest {
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(defaultCard, "defaultCard");
    }

    /**
     * Reads the request.
     *
     * @throws ApiException {@code bad_request} for all that is wrong with it, {@code not_found} for what cannot be there
     */
    static CustomerRequest from(Params params) {
        RequestFaults faults = new RequestFaults();
        CustomerRequest request = new CustomerRequest(
                faults.read(Optional.empty(), () -> text(params, "email", EMAIL_CHARS_MAX)),
                faults.read(Optional.empty(), () -> text(params, "description", DESCRIPTION_CHARS_MAX)),
                faults.read(Optional.empty(), () -> metadata(params)),
                faults.read(Optional.empty(), () -> token(params)),
                faults.read(Optional.empty(), () -> params.text("default_card").map(CustomerPath::card)));
        faults.refuse();
        // There are none yet.
        params.text("linked_account").ifPresent(id -> {
            throw ApiException.notFound("linked account", id);
        });
        return request;
    }

    /** What is said of a new customer. */
    Details details() {
        return over(new Details(Optional.empty(), Optional.empty(), NO_METADATA));
    }

    /** What is said of a customer of which this was said before. */
    Details over(Details former) {
        return new Details(
                email.or(former::email).filter(text -> !text.isEmpty()),
                description.or(former::description).filter(text -> !text.isEmpty()),
                metadata.orElse(former.metadata()));
    }

    private static Optional<String> text(Params params, String name, int charsMax) {
        return params.cleared(name) ? Optional.of("") : params.text(name, charsMax);
    }

    private static Optional<RawJson> metadata(Params params) {
        return params.has("metadata") ? Optional.of(params.metadata(METADATA_CHARS_MAX)) : Optional.empty();
    }

    /** A card itself has no business here; nothing of it is repeated. */
    private static Optional<TokenId> token(Params params) {
        if (params.isObject("card")) {
            throw ApiException.of(
                    400,
                    "invalid_card_token",
                    "card must be the id of a token, as cards are taken by POST /tokens only");
        }
        return params.text("card")
                .map(text -> TokenId.parse(text).orElseThrow(() -> ApiException.notFound("token", text)));
    }
}
