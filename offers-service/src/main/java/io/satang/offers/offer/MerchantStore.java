package io.satang.offers.offer;

import io.satang.platform.account.AccountDirectory;
import io.satang.platform.error.ApiException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Whom an account may name in its offers: itself, and whom the platform's operator has put into its catalogue. */
@ApplicationScoped
public class MerchantStore {
    private static final String FIND = "SELECT merchant_account FROM merchants WHERE account_id = ?1 AND id = ?2";
    private static final String ALL = "SELECT DISTINCT merchant_account FROM merchants WHERE account_id = ?1";
    private static final String PUT = """
        INSERT INTO merchants (account_id, id, merchant_account, created_at) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (account_id, id) DO NOTHING
        """;

    private final AccountDirectory accounts;

    MerchantStore(AccountDirectory accounts) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
    }

    /** The merchant of this name; fails with 404 when the account may name none like it. */
    Uni<Merchant> find(Mutiny.Session session, String accountId, String merchantId) {
        if (merchantId.equals(accountId)) {
            return Uni.createFrom().item(new Merchant(merchantId, accountId));
        }
        return session.createNativeQuery(FIND, String.class)
                .setParameter(1, accountId)
                .setParameter(2, merchantId)
                .getResultList()
                .map(found -> found.stream()
                        .map(account -> new Merchant(merchantId, account))
                        .findFirst()
                        .orElseThrow(() -> ApiException.notFound("merchant", merchantId)));
    }

    /** The accounts whose payments can redeem offers of this one. */
    public Uni<List<String>> accounts(Mutiny.Session session, String accountId) {
        return session.createNativeQuery(ALL, String.class)
                .setParameter(1, accountId)
                .getResultList()
                .map(others -> Stream.concat(Stream.of(accountId), others.stream())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** Puts a merchant into an account's catalogue. What stands there under this name stays, for offers refer to it. */
    Uni<Merchant> put(Mutiny.Session session, String accountId, Merchant merchant, Instant now) {
        requireAccount(accountId);
        requireAccount(merchant.accountId());
        return session.createNativeQuery(PUT)
                .setParameter(1, accountId)
                .setParameter(2, merchant.id())
                .setParameter(3, merchant.accountId())
                .setParameter(4, now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(() -> find(session, accountId, merchant.id()))
                .invoke(present -> {
                    if (!present.equals(merchant)) {
                        throw ApiException.badRequest("the merchant's id is taken by another account's payments");
                    }
                });
    }

    private void requireAccount(String accountId) {
        if (accounts.account(accountId).isEmpty()) {
            throw ApiException.notFound("account", accountId);
        }
    }
}
