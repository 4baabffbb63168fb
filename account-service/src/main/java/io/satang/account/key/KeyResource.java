package io.satang.account.key;

import io.satang.account.Account;
import io.satang.account.AccountStore;
import io.satang.account.ApiKey;
import io.satang.events.RawJson;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.ListView;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** {@code /keys}: the keys of the account that the secret key belongs to. An addition of ours. */
@Path("/keys")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
public class KeyResource {
    private final AccountStore accounts;
    private final KeyRolling rolling;
    private final Caller caller;
    private final Clock clock;

    KeyResource(AccountStore accounts, KeyRolling rolling, Caller caller, Clock clock) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.rolling = Objects.requireNonNull(rolling, "rolling");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The keys that work, a list like any other. */
    @GET
    public Uni<String> list(Params params) {
        Instant now = clock.instant();
        Page page = Page.from(params, now);
        String shown = caller.keyHash();
        return accounts.get(caller.accountId()).map(account -> render(account, page, shown, now));
    }

    /** Issues another key of a {@code kind}, and shows it, once; the present ones work on for {@code overlap} seconds. */
    @POST
    @Path("/roll")
    public Uni<String> roll(Params params) {
        return rolling.roll(RollKey.from(params)).map(ApiJson::write);
    }

    private static String render(Account account, Page page, String shown, Instant now) {
        List<ApiKey> working = account.keys().stream()
                .filter(key -> !key.expired(now))
                .filter(key -> !key.createdAt().isBefore(page.earliest())
                        && !key.createdAt().isAfter(page.latest()))
                .sorted(order(page))
                .toList();
        List<RawJson> rows = working.stream()
                .skip(page.offset())
                .limit(page.limit())
                .map(key -> new RawJson(ApiJson.write(KeyView.of(key, account.livemode(), shown))))
                .toList();
        return ApiJson.write(ListView.of("/keys", page, working.size(), rows));
    }

    private static Comparator<ApiKey> order(Page page) {
        Comparator<ApiKey> byAge = Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::kind);
        return switch (page.order()) {
            case CHRONOLOGICAL -> byAge;
            case REVERSE_CHRONOLOGICAL -> byAge.reversed();
        };
    }
}
