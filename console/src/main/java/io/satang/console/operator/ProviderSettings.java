package io.satang.console.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The provider of operators' identities. Without an issuer there is none, and no operator. */
@ConfigMapping(prefix = "satang.console.oidc")
interface ProviderSettings {
    /** Its address, below which {@code /.well-known/openid-configuration} is. */
    Optional<String> issuer();

    /** What it calls this console. */
    Optional<String> clientId();

    /** What this console shows it. */
    Optional<String> clientSecret();

    /** What is asked for besides {@code openid}; some providers tell groups only to who asks. */
    @WithDefault("profile")
    List<String> scopes();

    /** The claim of the identity token that lists groups or roles; with slashes when it is nested. */
    @WithDefault("groups")
    String groupsClaim();

    /** Who is in this one is an operator. */
    @WithDefault("satang-operators")
    String operatorsGroup();
}
