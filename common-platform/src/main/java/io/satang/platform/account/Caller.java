package io.satang.platform.account;

import io.satang.events.AccountChanged;
import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.account.AccountDirectory.Authenticated;
import io.satang.platform.error.ApiException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who makes the present request. Only there on routes that {@code RequiresKey}. */
@RequestScoped
public class Caller {
    private Optional<Authenticated> authenticated = Optional.empty();

    public void set(Authenticated found) {
        this.authenticated = Optional.of(found);
    }

    /** The caller's account, as it is now. */
    public AccountChanged account() {
        return authenticated.orElseThrow(ApiException::authenticationFailure).account();
    }

    /** The id of the caller's account; empty on routes that ask for no key. */
    public Optional<String> authenticatedAccountId() {
        return authenticated.map(found -> found.account().accountId());
    }

    /** The id of the caller's account. */
    public String accountId() {
        return account().accountId();
    }

    /** Whether the key works on live objects. */
    public boolean livemode() {
        return account().livemode();
    }

    /** The hash of the key that was shown. */
    public String keyHash() {
        return authenticated
                .orElseThrow(ApiException::authenticationFailure)
                .key()
                .hash();
    }

    /** Whether the key is public or secret. */
    public KeyKind kind() {
        return authenticated
                .orElseThrow(ApiException::authenticationFailure)
                .key()
                .kind();
    }
}
