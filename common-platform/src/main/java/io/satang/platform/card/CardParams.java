package io.satang.platform.card;

import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the card out of the parameters of a request (reference omise-api §8.4). */
public final class CardParams {
    private CardParams() {}

    /**
     * The card that was sent; without anything in it when none was.
     *
     * @throws ApiException {@code bad_request} when {@code card} is not an object, or a wallet is to be turned into a token
     */
    public static CardRequest read(Params params) {
        if (params.has("tokenization") && !params.has("card")) {
            throw ApiException.badRequest("tokenization method is currently not supported");
        }
        Params card = params.object("card");
        Map<String, String> texts = new HashMap<>();
        Set<String> unreadable = new HashSet<>();
        CardRules.parameters().forEach(name -> {
            try {
                card.text(name).ifPresent(text -> texts.put(name, text));
            } catch (ApiException e) {
                unreadable.add(name);
            }
        });
        return new CardRequest(texts, unreadable);
    }
}
