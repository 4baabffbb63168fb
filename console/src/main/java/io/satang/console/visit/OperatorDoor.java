package io.satang.console.visit;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where operators sign in, if they can. */
@Singleton
public class OperatorDoor {
    /** Its address, and the one to which the provider of identities sends them back. */
    public static final String PATH = Cookies.ROOT + "/operator";

    private final boolean there;

    OperatorDoor(@ConfigProperty(name = "satang.console.oidc.issuer") Optional<URI> issuer) {
        this.there = issuer.isPresent();
    }

    /** Whether there is one: whether a provider of identities is configured. */
    public boolean isThere() {
        return there;
    }
}
