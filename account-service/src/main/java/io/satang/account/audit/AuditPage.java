package io.satang.account.audit;

import java.util.List;

/**
 * A part of what operators did.
 *
 * @param total how much there is
 */
record AuditPage(long total, List<AuditEntry> entries) {
    AuditPage {
        entries = List.copyOf(entries);
    }
}
