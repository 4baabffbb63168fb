package io.satang.account.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code audit}. */
@Entity
@Immutable
@Table(name = "audit")
class AuditEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long seq;

    @Column(name = "happened_at")
    Instant happenedAt;

    @Column
    String actor;

    @Column
    String action;

    @Nullable
    @Column(name = "account_id")
    String accountId;

    @Nullable
    @Column(name = "request_id")
    String requestId;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> details;

    static AuditEntity of(AuditEntry entry) {
        AuditEntity entity = new AuditEntity();
        entity.happenedAt = entry.at();
        entity.actor = entry.actor();
        entity.action = entry.action();
        entity.accountId = entry.accountId().orElse(null);
        entity.requestId = entry.requestId().orElse(null);
        entity.details = entry.details();
        return entity;
    }

    AuditEntry entry() {
        return new AuditEntry(
                happenedAt, actor, action, Optional.ofNullable(accountId), Optional.ofNullable(requestId), details);
    }
}
