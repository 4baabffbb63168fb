package io.satang.charge.create;

import io.satang.platform.params.Params;

/** What a request for a charge is to be paid with. */
sealed interface PaymentChoice permits CardChoice, PaymentChoice.SourceChoice {

    /** A source that exists, or one to be made. */
    sealed interface SourceChoice extends PaymentChoice {
        /** By id, {@code source=src_…} or {@code source[id]=src_…}. */
        record Existing(String sourceId) implements SourceChoice {}

        /** Made in the same call, {@code source[type]=…}. */
        record Nested(Params params) implements SourceChoice {}
    }
}
