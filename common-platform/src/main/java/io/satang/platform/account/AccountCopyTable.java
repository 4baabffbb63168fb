package io.satang.platform.account;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where a service keeps its copy of the accounts. */
public interface AccountCopyTable {

    /** Keeps each of them unless the same or a newer version is kept already; no account twice. */
    Uni<Void> keepNewer(List<CopiedAccount> accounts);

    /** The next accounts in the order of their ids, no more than {@code limit}. */
    Uni<List<CopiedAccount>> after(String accountId, int limit);
}
