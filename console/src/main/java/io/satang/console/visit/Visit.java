package io.satang.console.visit;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The request at hand: who asks, in which language, for what. */
@RequestScoped
public class Visit {
    private Language language = Language.ENGLISH;
    private Optional<Session> session = Optional.empty();
    private String address = "";

    void begin(Language chosen, Optional<Session> opened, String target) {
        this.language = chosen;
        this.session = opened;
        this.address = target;
    }

    /** What to speak. */
    public Language language() {
        return language;
    }

    /** Who is signed in, if somebody is. */
    public Optional<Session> guest() {
        return session;
    }

    /**
     * Who is signed in, on pages that are for them only.
     *
     * @throws IllegalStateException when the page is open to everybody and nobody is
     */
    public Session session() {
        return session.orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    /** What was asked for: path and query. */
    public String address() {
        return address;
    }
}
