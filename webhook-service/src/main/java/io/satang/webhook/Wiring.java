package io.satang.webhook;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.satang.events.AccountChanged;
import io.satang.platform.account.AccountDirectory;
import io.satang.platform.call.HttpInternalRoutes;
import io.satang.platform.call.InternalRoutes;
import io.satang.webhook.delivery.AccountAddress;
import io.satang.webhook.delivery.DeliveryRules;
import io.satang.webhook.delivery.DeliveryStore;
import io.satang.webhook.delivery.Destinations;
import io.satang.webhook.delivery.DispatchLimits;
import io.satang.webhook.delivery.DispatchObserver;
import io.satang.webhook.delivery.Dispatcher;
import io.satang.webhook.delivery.EgressProxy;
import io.satang.webhook.delivery.HttpSender;
import io.satang.webhook.delivery.PacedDestinations;
import io.satang.webhook.delivery.Paces;
import io.satang.webhook.delivery.RetrySchedule;
import io.satang.webhook.delivery.Sender;
import io.satang.webhook.delivery.TurnDestinations;
import io.satang.webhook.delivery.TurnStore;
import io.satang.webhook.endpoint.AddressGuard;
import io.satang.webhook.endpoint.DnsHostResolver;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.endpoint.EndpointVetting;
import io.satang.webhook.endpoint.HostResolver;
import io.satang.webhook.health.BreakerDestinations;
import io.satang.webhook.health.Breakers;
import io.satang.webhook.health.HealthRules;
import io.satang.webhook.health.SilentHostDestinations;
import io.satang.webhook.health.SilentHosts;
import io.satang.webhook.intake.AccountEndpoints;
import io.satang.webhook.intake.EventIntake;
import io.satang.webhook.intake.Subscribers;
import io.satang.webhook.registry.EndpointDestinations;
import io.satang.webhook.registry.EndpointDirectory;
import io.satang.webhook.registry.EndpointDisabling;
import io.satang.webhook.registry.EndpointWatch;
import io.satang.webhook.signature.EndpointKeys;
import io.satang.webhook.signature.EndpointSecrets;
import io.satang.webhook.signature.SecretGenerator;
import io.satang.webhook.signature.SecretStore;
import io.satang.webhook.signature.SigningKeys;
import io.satang.webhook.signature.SigningSecrets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the service's parts together; they know nothing of configuration and containers. */
@Singleton
class Wiring {
    private final WebhookSettings settings;
    private final Clock clock;

    Wiring(WebhookSettings settings, Clock clock) {
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Produces
    @Singleton
    InternalRoutes chargeService(
            io.vertx.mutiny.core.Vertx vertx,
            @ConfigProperty(name = "satang.charge-service.url") List<String> urls,
            @ConfigProperty(name = "satang.internal.token") String token) {
        return new HttpInternalRoutes(vertx, urls, token);
    }

    @Produces
    @Singleton
    SecretGenerator newSecrets() {
        return new SecretGenerator(settings.localSecret());
    }

    @Produces
    @Singleton
    SigningSecrets secrets(SecretStore accounts, EndpointSecrets endpoints, SecretGenerator newSecrets) {
        return new SigningSecrets(accounts, endpoints, newSecrets, clock);
    }

    @Produces
    @Singleton
    SigningKeys pairs(EndpointKeys keys) {
        return new SigningKeys(keys, clock);
    }

    @Produces
    @Singleton
    HostResolver resolver() {
        return new DnsHostResolver();
    }

    @Produces
    @Singleton
    EndpointVetting vetting(HostResolver resolver) {
        return new EndpointVetting(new AddressGuard(settings.allowPrivateAddresses()), resolver);
    }

    @Produces
    @Singleton
    Sender sender(Vertx vertx, SigningSecrets secrets, SigningKeys pairs, EndpointVetting vetting) {
        HttpSender.Limits limits = new HttpSender.Limits(
                settings.timeout(), settings.responseBytes(), settings.limits().inFlight());
        HttpClientOptions options = new HttpClientOptions();
        settings.proxy().map(Wiring::proxy).ifPresent(options::setProxyOptions);
        return new HttpSender(vertx, options, secrets, pairs, vetting, limits, clock);
    }

    @Produces
    @Singleton
    Destinations destinations(
            EndpointDirectory directory,
            AccountAddress addresses,
            EndpointDisabling disabling,
            Breakers breakers,
            SilentHosts hosts,
            Paces paces,
            TurnStore turns) {
        Destinations present = new EndpointDestinations(directory, addresses, disabling);
        Destinations well = new BreakerDestinations(new TurnDestinations(present, turns), breakers);
        return new PacedDestinations(new SilentHostDestinations(well, hosts), paces, new Random());
    }

    @Produces
    @Singleton
    HealthRules healthRules() {
        WebhookSettings.Health health = settings.health();
        // Else the next probe begins beside the one before; whoever is down is asked one at a time.
        if (health.firstPause().compareTo(settings.timeout()) < 0) {
            throw new ConfigurationException(
                    "satang.webhook.health.first-pause must not be shorter than satang.webhook.timeout");
        }
        return new HealthRules(
                health.failures(),
                health.silentAttempts(),
                health.firstPause(),
                health.longestPause(),
                health.disabledAfter(),
                health.disabledAttempts());
    }

    @Produces
    @Singleton
    Dispatcher dispatcher(
            DeliveryStore store, Sender sender, Destinations destinations, @Any Instance<DispatchObserver> observers) {
        List<DispatchObserver> all = observers.stream().toList();
        DispatchObserver observer = attempt -> all.forEach(each -> each.attempted(attempt));
        return new Dispatcher(store, sender, destinations, rules(), limits(), observer, clock, new Random());
    }

    @Produces
    @Singleton
    AccountEndpoints accountEndpoints(AccountDirectory accounts) {
        return new AccountEndpoints() {
            @Override
            public Optional<String> webhookUri(String accountId) {
                return accounts.account(accountId).flatMap(AccountChanged::webhookUri);
            }

            @Override
            public long version(String accountId) {
                return accounts.version(accountId).orElse(0);
            }

            @Override
            public boolean complete() {
                return accounts.complete();
            }
        };
    }

    @Produces
    @Singleton
    AccountAddress accountAddress(AccountDirectory accounts) {
        return delivery -> accounts.account(delivery.event().accountId())
                .map(account -> account.webhookUri().flatMap(Endpoint::parse))
                .orElseGet(() -> Optional.of(delivery.endpoint()));
    }

    @Produces
    @Singleton
    EventIntake intake(
            AccountEndpoints accounts,
            EndpointDirectory directory,
            EndpointWatch watch,
            DeliveryStore store,
            Dispatcher dispatcher) {
        Subscribers present = ids -> watch.upToDate().chain(() -> directory.subscriptions(ids));
        return new EventIntake(accounts, present, store, dispatcher);
    }

    // A proxy that is misspelt must not be left out: the network may not be left but through it.
    private static ProxyOptions proxy(String text) {
        EgressProxy proxy = EgressProxy.parse(text)
                .orElseThrow(() -> new ConfigurationException("satang.webhook.proxy must be host:port"));
        return new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
    }

    private DeliveryRules rules() {
        WebhookSettings.Retry retry = settings.retry();
        RetrySchedule schedule = new RetrySchedule.Exponential(
                retry.attempts(), retry.firstPause(), retry.longestPause(), retry.factor(), retry.spread());
        return new DeliveryRules(schedule, settings.lease(), settings.timeout().plus(EndpointVetting.LOOKUP_MAX));
    }

    private DispatchLimits limits() {
        WebhookSettings.Limits limits = settings.limits();
        return new DispatchLimits(
                limits.inFlight(),
                limits.inFlightPerEndpoint(),
                limits.inFlightPerHost(),
                limits.held(),
                limits.heldBytes(),
                limits.waitingPerEndpoint(),
                limits.claimed(),
                limits.share(),
                DispatchLimits.RECORDING);
    }
}
