package io.satang.account;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of {@code accounts}. Only the store has it, for whoever writes a row has to write its event too. */
@ApplicationScoped
class AccountTable implements PanacheRepositoryBase<AccountEntity, String> {}
