package io.satang.console.visit;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a browser keeps for the console and sends to nobody else: scripts cannot read it, other sites cannot send it with a form, and behind
 * TLS it goes over TLS only.
 */
@Singleton
public class Cookies {
    /** The path of all pages. */
    public static final String ROOT = "/console";

    private static final String SESSION = "satang_console";
    private static final String OPERATOR = "satang_operator";
    private static final String LANGUAGE = "satang_language";
    /** In place of a session: not to be signed in by itself. */
    private static final String GONE = "gone";

    private static final Duration LANGUAGE_KEPT = Duration.ofDays(365);

    private final SessionSeal seal;
    private final Clock clock;
    private final Duration sessionLength;
    private final Duration operatorSessionLength;
    private final boolean overTls;

    Cookies(
            SessionSeal seal,
            Clock clock,
            @ConfigProperty(name = "satang.console.session-length") Duration sessionLength,
            @ConfigProperty(name = "satang.console.operator-session-length") Duration operatorSessionLength,
            @ConfigProperty(name = "satang.public-url") URI publicUrl) {
        this.seal = seal;
        this.clock = clock;
        this.sessionLength = sessionLength;
        this.operatorSessionLength = operatorSessionLength;
        this.overTls = "https".equals(publicUrl.getScheme());
    }

    /** For somebody who has just shown a key. */
    public NewCookie of(String secretKey, String accountId, String email, String country) {
        Session session = new Session(
                secretKey,
                accountId,
                email,
                country,
                Tokens.fresh(),
                clock.instant().plus(sessionLength));
        return of(session);
    }

    /** For somebody who is signed in and stays so until the session's end. */
    public NewCookie of(Session session) {
        return cookie(SESSION, seal.seal(session), sessionLength);
    }

    /** For an operator whom the provider of identities has just vouched for. */
    public NewCookie ofOperator(String subject, String name) {
        Operator operator =
                new Operator(subject, name, Tokens.fresh(), clock.instant().plus(operatorSessionLength));
        return cookie(OPERATOR, seal.seal(operator), operatorSessionLength);
    }

    /** For an operator who has gone. */
    public NewCookie operatorGone() {
        return cookie(OPERATOR, "", Duration.ZERO);
    }

    /** For somebody who has gone. */
    public NewCookie gone() {
        return cookie(SESSION, GONE, sessionLength);
    }

    /** For somebody who has chosen a language; empty when we do not speak it. */
    public Optional<NewCookie> language(String tag) {
        return Language.of(tag).map(language -> cookie(LANGUAGE, language.tag(), LANGUAGE_KEPT));
    }

    /** Whether the visitor has signed out here. */
    public boolean haveGone(HttpHeaders request) {
        return value(request, SESSION).filter(GONE::equals).isPresent();
    }

    /** Whether there was a session, which is over or none of ours. */
    public boolean haveExpired(HttpHeaders request) {
        return value(request, SESSION).isPresent()
                && !haveGone(request)
                && session(request).isEmpty();
    }

    Optional<Session> session(HttpHeaders request) {
        return value(request, SESSION).flatMap(text -> seal.open(text, clock.instant()));
    }

    Optional<Operator> operator(HttpHeaders request) {
        return value(request, OPERATOR).flatMap(text -> seal.openOperator(text, clock.instant()));
    }

    Language language(HttpHeaders request) {
        return value(request, LANGUAGE)
                .flatMap(Language::of)
                .orElseGet(() -> Language.preferred(request.getAcceptableLanguages()));
    }

    private static Optional<String> value(HttpHeaders request, String name) {
        return Optional.ofNullable(request.getCookies().get(name)).map(cookie -> cookie.getValue());
    }

    private NewCookie cookie(String name, String value, Duration kept) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(ROOT)
                .maxAge(Math.toIntExact(kept.toSeconds()))
                .httpOnly(true)
                .secure(overTls)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
