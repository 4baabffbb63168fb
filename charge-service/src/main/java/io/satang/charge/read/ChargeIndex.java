package io.satang.charge.read;

import java.util.List;
import java.util.Optional;

/**
 * Where the charges of a part of a list are, before they are loaded.
 *
 * @param ids    of the charges, in their order
 * @param bytes  how much they take, those with refunds as much as they can
 * @param total  how many the whole list has, as far as was counted; never less than is needed to tell that there are more
 * @param looked the charge behind which nothing was looked at because there is too much; empty when that was not the end
 */
record ChargeIndex(List<String> ids, long bytes, long total, Optional<String> looked) {
    ChargeIndex {
        ids = List.copyOf(ids);
    }
}
