package io.satang.account.settings;

import io.satang.account.Account;
import io.satang.account.AccountStore;
import io.satang.account.AccountView;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Objects;

/** {@code /account}: the account that the secret key belongs to (reference omise-api §8.1). */
@Path("/account")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
public class AccountResource {
    private final AccountStore accounts;
    private final SettingsRules rules;
    private final Caller caller;

    AccountResource(AccountStore accounts, SettingsRules rules, Caller caller) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.caller = Objects.requireNonNull(caller, "caller");
    }

    /** The account as it is now. */
    @GET
    public Uni<String> get() {
        return accounts.get(caller.accountId()).map(AccountResource::render);
    }

    /** Changes what is given and leaves the rest. */
    @PATCH
    public Uni<String> patch(Params params) {
        return accounts.change(caller.accountId(), account -> account.with(rules.apply(account.settings(), params)))
                .map(AccountResource::render);
    }

    private static String render(Account account) {
        return ApiJson.write(AccountView.of(account));
    }
}
