package io.satang.account;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code accounts} with its keys. The writer holds the row's lock, so the version only counts. */
@Entity
@Table(name = "accounts")
class AccountEntity {
    @Id
    String id;

    @Column(updatable = false)
    String team;

    @Column(updatable = false)
    boolean livemode;

    @Column(updatable = false)
    String email;

    @Enumerated(EnumType.STRING)
    Country country;

    @Column(name = "zero_interest_installments")
    boolean zeroInterestInstallments;

    @Column(name = "authentication_required")
    boolean authenticationRequired;

    @Column(name = "webhook_uri")
    @Nullable
    String webhookUri;

    @Column(name = "chain_enabled")
    boolean chainEnabled;

    @Column(name = "chain_return_uri")
    @Nullable
    String chainReturnUri;

    @Column(name = "metadata_export_keys")
    @JdbcTypeCode(SqlTypes.JSON)
    ExportKeys exportKeys;

    @Column(name = "display_name")
    @Nullable
    String displayName;

    @Column(name = "brand_color")
    @Nullable
    String brandColor;

    long version;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    // Orphans are not left to Hibernate Reactive, which removes them at each of two flushes and fails at the second.
    @OneToMany(cascade = CascadeType.PERSIST, fetch = FetchType.LAZY)
    @JoinColumn(name = "account_id", insertable = false, updatable = false)
    @OrderBy("createdAt, hash")
    List<ApiKeyEntity> keys = new ArrayList<>();

    /** The first version of a new account. */
    static AccountEntity of(Account account) {
        AccountEntity entity = new AccountEntity();
        entity.id = account.id();
        entity.team = account.team();
        entity.livemode = account.livemode();
        entity.email = account.email();
        entity.createdAt = account.createdAt();
        entity.write(account);
        return entity;
    }

    /** The next version. Answers the keys that it no longer has, which are to be removed. */
    List<ApiKeyEntity> write(Account account) {
        AccountSettings settings = account.settings();
        country = settings.country();
        zeroInterestInstallments = settings.zeroInterestInstallments();
        authenticationRequired = settings.authenticationRequired();
        webhookUri = settings.webhookUri().orElse(null);
        chainEnabled = settings.chainEnabled();
        chainReturnUri = settings.chainReturnUri().orElse(null);
        exportKeys = settings.exportKeys();
        displayName = settings.branding().displayName().orElse(null);
        brandColor = settings.branding().color().orElse(null);
        version++;
        return writeKeys(account.keys());
    }

    /** The keys must have been fetched. */
    Account account() {
        return new Account(
                id,
                team,
                livemode,
                email,
                new AccountSettings(
                        country,
                        zeroInterestInstallments,
                        authenticationRequired,
                        Optional.ofNullable(webhookUri),
                        chainEnabled,
                        Optional.ofNullable(chainReturnUri),
                        exportKeys,
                        new Branding(Optional.ofNullable(displayName), Optional.ofNullable(brandColor))),
                keys.stream().map(ApiKeyEntity::key).toList(),
                createdAt);
    }

    private List<ApiKeyEntity> writeKeys(List<ApiKey> wanted) {
        wanted.forEach(key -> keys.stream()
                .filter(present -> present.hash.equals(key.hash()))
                .findFirst()
                .ifPresentOrElse(present -> present.expire(key), () -> keys.add(ApiKeyEntity.of(id, key))));
        List<ApiKeyEntity> dropped = keys.stream()
                .filter(present -> wanted.stream().noneMatch(key -> key.hash().equals(present.hash)))
                .toList();
        keys.removeAll(dropped);
        return dropped;
    }
}
