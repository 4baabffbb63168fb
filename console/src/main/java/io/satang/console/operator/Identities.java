package io.satang.console.operator;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.TimeoutException;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Asks whom the provider of identities vouches for in the request at hand. */
@Singleton
class Identities {
    static final Duration WAITING_MAX = Duration.ofSeconds(10);
    private static final Logger LOG = Logger.getLogger(Identities.class);

    private final CurrentIdentityAssociation association;

    Identities(CurrentIdentityAssociation association) {
        this.association = association;
    }

    /** What came of it. */
    sealed interface Outcome {
        /** Nothing was said yet: it has to be asked. */
        record Nobody() implements Outcome {}

        /** It is them. */
        record Vouched(SecurityIdentity identity) implements Outcome {}

        /** What it said does not hold: a token for somebody else, of another time or issuer, or a refusal. */
        record Refused() implements Outcome {}

        /** It did not answer. */
        record Unheard() implements Outcome {}
    }

    Outcome ask() {
        try {
            SecurityIdentity identity =
                    association.getDeferredIdentity().await().atMost(WAITING_MAX);
            return identity.isAnonymous() ? new Outcome.Nobody() : new Outcome.Vouched(identity);
        } catch (AuthenticationCompletionException | AuthenticationFailedException e) {
            // What was in the token stays out of the log.
            LOG.warnf("an operator's sign-in does not hold: %s", e.getClass().getSimpleName());
            return new Outcome.Refused();
        } catch (OIDCException | TimeoutException e) {
            LOG.warnf("the provider of identities does not answer: %s", e.getMessage());
            return new Outcome.Unheard();
        }
    }
}
