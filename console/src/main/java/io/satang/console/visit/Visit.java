package io.satang.console.visit;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The request at hand: who asks, in which language, for what. */
@RequestScoped
public class Visit {
    private Language language = Language.ENGLISH;
    private Optional<Session> session = Optional.empty();
    private Optional<Operator> operator = Optional.empty();
    private String address = "";

    void begin(Language chosen, String target) {
        this.language = chosen;
        this.address = target;
    }

    void greet(Guest guest) {
        switch (guest) {
            case Session merchant -> session = Optional.of(merchant);
            case Operator known -> operator = Optional.of(known);
        }
    }

    /** What to speak. */
    public Language language() {
        return language;
    }

    /** The operator who is signed in, on pages that are for operators only. */
    public Optional<Operator> operator() {
        return operator;
    }

    /** The merchant who is signed in, if one is. */
    public Optional<Session> guest() {
        return session;
    }

    /**
     * The merchant who is signed in, on pages that are for merchants only.
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
