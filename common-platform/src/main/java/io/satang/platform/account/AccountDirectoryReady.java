package io.satang.platform.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** No request is taken before the accounts are known; it would be refused as unauthenticated. */
@Readiness
@ApplicationScoped
class AccountDirectoryReady implements HealthCheck {
    private final AccountDirectory accounts;

    AccountDirectoryReady(AccountDirectory accounts) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("accounts").status(accounts.complete()).build();
    }
}
