package io.satang.account;

import io.satang.events.AccountChanged.KeyKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code api_keys}. */
@Entity
@Table(name = "api_keys")
class ApiKeyEntity {
    @Id
    String hash;

    @Column(name = "account_id", updatable = false)
    String accountId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    KeyKind kind;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Column(name = "last_four", updatable = false)
    @Nullable
    String lastFour;

    /** Written by {@link KeyUseStore} alone. */
    @Column(name = "last_used_at", insertable = false, updatable = false)
    @Nullable
    Instant lastUsedAt;

    static ApiKeyEntity of(String accountId, ApiKey key) {
        ApiKeyEntity entity = new ApiKeyEntity();
        entity.hash = key.hash();
        entity.accountId = accountId;
        entity.kind = key.kind();
        entity.createdAt = key.createdAt();
        entity.lastFour = key.lastFour().orElse(null);
        entity.expire(key);
        return entity;
    }

    /** The only thing about a key that its account changes. */
    void expire(ApiKey key) {
        expiresAt = key.expiresAt().orElse(null);
    }

    ApiKey key() {
        return new ApiKey(
                hash,
                kind,
                createdAt,
                Optional.ofNullable(expiresAt),
                Optional.ofNullable(lastFour),
                Optional.ofNullable(lastUsedAt));
    }
}
