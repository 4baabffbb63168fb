package io.satang.charge.refund;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.events.RawJson;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.RequestFaults;
import io.satang.platform.id.RefundId;
import io.satang.platform.money.Money;
import io.satang.platform.params.Params;
import io.satang.platform.size.ObjectSize;
import java.util.Optional;

/**
 * What {@code POST /charges/{id}/refunds} asks for, in the right types (reference omise-api §8.9).
 *
 * @param subunits how much to give back, more than nothing
 * @param voided   whether it is to leave no trace on the payer's statement; as it can be done when empty
 * @param metadata the merchant's data
 */
record RefundRequest(long subunits, Optional<Boolean> voided, RawJson metadata) {
    /** A charge shows all of its refunds, and has to find room with them everywhere. */
    private static final int METADATA_BYTES_MAX = 2_048;

    private static final RawJson NO_METADATA = new RawJson("{}");

    /**
     * Reads the request.
     *
     * @throws ApiException {@code bad_request} for all that is wrong with it
     */
    static RefundRequest from(Params params) {
        RequestFaults faults = new RequestFaults();
        RefundRequest request = new RefundRequest(
                faults.read(1L, () -> amount(params)),
                faults.read(Optional.empty(), () -> params.bool("void")),
                faults.read(NO_METADATA, () -> metadata(params)));
        faults.refuse();
        return request;
    }

    /** The command to a charge. */
    RefundRequested command(RefundId id, Charge charge) {
        return new RefundRequested(id, new Money(subunits, charge.amount().currency()), voided, metadata);
    }

    private static long amount(Params params) {
        long amount = params.integer("amount").orElseThrow(() -> ApiException.badRequest("amount cannot be blank"));
        if (amount < 1) {
            throw ApiException.badRequest("amount must be greater than or equal to 1");
        }
        return amount;
    }

    private static RawJson metadata(Params params) {
        RawJson metadata = params.metadata();
        ObjectSize.requireAtMost("metadata", metadata.text(), METADATA_BYTES_MAX);
        return metadata;
    }
}
