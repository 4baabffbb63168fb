package io.satang.charge.provider.simulator.page;

import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import java.util.Optional;

/** What a payer wants to see after a press of a charge that has somewhere to return to. */
enum AfterPress {
    /** The shop, at once. */
    RETURN,
    /** What became of it. */
    SHOW,
    /** What became of it, and in a moment the shop: the payer could say beforehand not to be taken there. */
    SHOW_AND_RETURN;

    /** What the form says: {@code result=show}, and {@code return=auto} with it. */
    static AfterPress of(Params params) {
        if (!chosen(params, "result", "show")) {
            return RETURN;
        }
        return chosen(params, "return", "auto") ? SHOW_AND_RETURN : SHOW;
    }

    private static boolean chosen(Params params, String name, String value) {
        Optional<String> text = params.text(name);
        if (text.filter(other -> !other.equals(value)).isPresent()) {
            throw ApiException.badRequest(name + " is invalid");
        }
        return text.isPresent();
    }
}
