package io.satang.console.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Answer;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.visit.Audit;
import io.satang.console.visit.Cookies;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import java.util.regex.Pattern;

/** Finds out whose key it is that somebody shows. */
@Singleton
class Identification {
    private static final Route ACCOUNT = Route.of("account");
    private static final Pattern SECRET = Pattern.compile("skey_[A-Za-z0-9_]{1,128}");
    private static final Pattern PUBLIC = Pattern.compile("pkey_[A-Za-z0-9_]{1,128}");

    private final PlatformClient client;
    private final Cookies cookies;
    private final Audit audit;

    Identification(PlatformClient client, Cookies cookies, Audit audit) {
        this.client = client;
        this.cookies = cookies;
        this.audit = audit;
    }

    /** What came of it. */
    sealed interface Outcome {
        /** It is an account's secret key. */
        record Known(NewCookie session) implements Outcome {}

        /** It is a public key, which signs nobody in. */
        record PublicKey() implements Outcome {}

        /** It is nobody's. */
        record Unknown() implements Outcome {}

        /** Nobody could tell. */
        record Undecided() implements Outcome {}
    }

    Outcome identify(String key) {
        if (PUBLIC.matcher(key).matches()) {
            return new Outcome.PublicKey();
        }
        if (!SECRET.matcher(key).matches()) {
            return new Outcome.Unknown();
        }
        return switch (client.get(key, ACCOUNT).answer()) {
            case Answer.Done done -> known(key, done.body());
            case Answer.Refused refused -> refused.status() == 429 ? new Outcome.Undecided() : new Outcome.Unknown();
            case Answer.Unheard unheard -> new Outcome.Undecided();
        };
    }

    private Outcome known(String key, JsonNode account) {
        String id = account.path("id").asText();
        audit.acted(id, "sign_in", "", "done");
        return new Outcome.Known(cookies.of(
                key, id, account.path("email").asText(), account.path("country").asText()));
    }
}
