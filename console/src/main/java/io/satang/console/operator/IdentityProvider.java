package io.satang.console.operator;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Authentication.CookieSameSite;
import io.quarkus.oidc.runtime.OidcTenantConfig.Roles.Source;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.satang.console.visit.OperatorDoor;
import io.satang.console.visit.Seal;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who vouches for operators, by OpenID Connect: the code flow with PKCE and a nonce. It is asked when the first operator signs in, so the
 * console starts without it.
 */
@Singleton
@Startup
class IdentityProvider implements TenantConfigResolver {
    private static final Duration CONNECTING_MAX = Duration.ofSeconds(5);

    private final Optional<OidcTenantConfig> configuration;

    @Inject
    IdentityProvider(ProviderSettings settings, @ConfigProperty(name = "satang.public-url") URI publicUrl, Seal seal) {
        this.configuration = settings.issuer().map(issuer -> configuration(issuer, settings, publicUrl, seal));
    }

    /** There is one provider, for the address at which operators sign in; no other page knows of it. */
    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        return Uni.createFrom()
                .optional(configuration.filter(there -> request.normalizedPath().equals(OperatorDoor.PATH)));
    }

    private static OidcTenantConfig configuration(String issuer, ProviderSettings settings, URI publicUrl, Seal seal) {
        boolean https = "https".equals(publicUrl.getScheme());
        String clientId = needed(settings.clientId(), "client-id");
        return OidcTenantConfig.authServerUrl(issuer)
                .tenantId("operators")
                .applicationType(ApplicationType.WEB_APP)
                .clientId(clientId)
                .credentials(needed(settings.clientSecret(), "client-secret"))
                .connectionTimeout(CONNECTING_MAX)
                .token()
                .audience(clientId)
                .end()
                .roles()
                .source(Source.idtoken)
                .roleClaimPath(settings.groupsClaim())
                .end()
                .tokenStateManager()
                .encryptionSecret(seal.secretFor("satang console oidc tokens 1"))
                .end()
                .authentication()
                .redirectPath(publicUrl.resolve(OperatorDoor.PATH).toString())
                // The scheme of the request is not the browser's where TLS ends in front of this process.
                .forceRedirectHttpsScheme(https)
                .scopes(settings.scopes().toArray(String[]::new))
                .pkceRequired()
                .nonceRequired()
                .stateSecret(seal.secretFor("satang console oidc state 1"))
                .cookiePath(OperatorDoor.PATH)
                .cookieSameSite(CookieSameSite.LAX)
                .cookieForceSecure(https)
                .end()
                .build();
    }

    private static String needed(Optional<String> value, String name) {
        return value.orElseThrow(
                () -> new ConfigurationException("satang.console.oidc.issuer needs satang.console.oidc." + name));
    }
}
