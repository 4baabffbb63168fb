package io.satang.account;

import java.util.List;

/**
 * Which metadata keys the merchant's exports have a column for, per kind of object.
 *
 * @param charge   of charges
 * @param transfer of transfers
 * @param refund   of refunds
 * @param dispute  of disputes
 */
public record ExportKeys(List<String> charge, List<String> transfer, List<String> refund, List<String> dispute) {
    /** No columns. */
    public static final ExportKeys NONE = new ExportKeys(List.of(), List.of(), List.of(), List.of());

    public ExportKeys {
        charge = List.copyOf(charge);
        transfer = List.copyOf(transfer);
        refund = List.copyOf(refund);
        dispute = List.copyOf(dispute);
    }
}
