package io.satang.webhook.registry;

import io.satang.webhook.delivery.AccountAddress;
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.Destination;
import io.satang.webhook.delivery.Destinations;
import io.satang.webhook.delivery.Recipient;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.endpoint.EndpointId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Sends each delivery where its endpoint is at the time, with what it wants, unless it is to be left alone. */
public final class EndpointDestinations implements Destinations {
    private final EndpointDirectory directory;
    private final AccountAddress addresses;
    private final EndpointDisabling disabling;

    /** @param addresses where accounts' own endpoints are */
    public EndpointDestinations(EndpointDirectory directory, AccountAddress addresses, EndpointDisabling disabling) {
        this.disabling = Objects.requireNonNull(disabling, "disabling");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.addresses = Objects.requireNonNull(addresses, "addresses");
    }

    @Override
    public Uni<Destination> of(Delivery delivery) {
        String accountId = delivery.event().accountId();
        return switch (delivery.recipient()) {
            case Recipient.OfObject unused -> Uni.createFrom().item(Destinations.following(addresses, delivery));
            case Recipient.OfAccount(EndpointId id) ->
                directory.of(accountId).map(endpoints -> own(find(endpoints, id), delivery));
            case Recipient.Registered(EndpointId id) ->
                directory
                        .of(accountId)
                        .chain(known ->
                                find(known, id).isPresent() ? Uni.createFrom().item(known) : again(accountId))
                        .map(endpoints -> registered(find(endpoints, id)));
        };
    }

    private static Optional<WebhookEndpoint> find(List<WebhookEndpoint> endpoints, EndpointId id) {
        return endpoints.stream().filter(endpoint -> endpoint.id().equals(id)).findFirst();
    }

    private Destination own(Optional<WebhookEndpoint> endpoint, Delivery delivery) {
        Destination followed = Destinations.following(addresses, delivery);
        return endpoint.map(some -> followed
                                instanceof
                                Destination.To(
                                        Endpoint address,
                                        var headers,
                                        var pace,
                                        var retries,
                                        var keyed,
                                        var ordered,
                                        var certificate)
                        ? ofAccount(some, address)
                        : followed)
                .orElse(followed);
    }

    // The account's address is changed elsewhere, and nobody there knows of this.
    private Destination ofAccount(WebhookEndpoint endpoint, Endpoint address) {
        if (endpoint.state() instanceof EndpointState.Disabled disabled
                && !disabled.uri().equals(address.text())) {
            disabling.enable(endpoint);
            return to(endpoint, address);
        }
        return at(endpoint, address);
    }

    // One that is not known may be newer than what is known here: another replica has made it a moment ago.
    private Uni<List<WebhookEndpoint>> again(String accountId) {
        directory.forget(accountId);
        return directory.of(accountId);
    }

    private static Destination registered(Optional<WebhookEndpoint> endpoint) {
        if (endpoint.isEmpty()) {
            return new Destination.Gone();
        }
        return endpoint.flatMap(some -> some.settings().uri())
                .flatMap(Endpoint::parse)
                .map(address -> at(endpoint.get(), address))
                .orElseGet(Destination.Nowhere::new);
    }

    private static Destination at(WebhookEndpoint endpoint, Endpoint address) {
        return switch (endpoint.state()) {
            case EndpointState.Enabled unused -> to(endpoint, address);
            case EndpointState.Paused unused -> new Destination.Held();
            case EndpointState.Disabled unused -> new Destination.Held();
        };
    }

    private static Destination to(WebhookEndpoint endpoint, Endpoint address) {
        EndpointSettings settings = endpoint.settings();
        return new Destination.To(
                address,
                settings.headers(),
                settings.perSecond(),
                settings.retries(),
                settings.keyed(),
                settings.ordering() == Ordering.OBJECT,
                settings.clientCertificate());
    }
}
