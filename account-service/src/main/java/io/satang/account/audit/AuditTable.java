package io.satang.account.audit;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of {@code audit}; the schema lets none of them be changed. */
@ApplicationScoped
class AuditTable implements PanacheRepositoryBase<AuditEntity, Long> {}
