package io.satang.charge;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.satang.charge.source.OffersServiceStandIn;
import io.satang.charge.source.SourceServiceStandIn;
import io.satang.testing.Infra;
import io.satang.testing.TcpProxy;
import io.satang.testing.TestAccounts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the service meets in production: PostgreSQL, Kafka with the accounts on it, and a source-service that answers over HTTP. */
public final class ChargeWorld implements QuarkusTestResourceLifecycleManager {
    private Optional<SourceServiceStandIn> sourceService = Optional.empty();
    private Optional<OffersServiceStandIn> offersService = Optional.empty();
    private Optional<TcpProxy> database = Optional.empty();

    /** For Quarkus. */
    public ChargeWorld() {}

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(Infra.start("charge"));
        TestAccounts.publish(settings.get("kafka.bootstrap.servers"));
        TcpProxy link = TcpProxy.to(
                settings.get("satang.database.host"), Integer.parseInt(settings.get("satang.database.port")));
        database = Optional.of(link);
        settings.put(
                "quarkus.datasource.reactive.url",
                "postgresql://127.0.0.1:%d/%s".formatted(link.port(), settings.get("satang.database.name")));
        SourceServiceStandIn standIn = SourceServiceStandIn.start();
        sourceService = Optional.of(standIn);
        settings.put("satang.source-service.url", standIn.url());
        OffersServiceStandIn offers = OffersServiceStandIn.start();
        offersService = Optional.of(offers);
        settings.put("satang.offers-service.url", offers.url());
        settings.put("satang.internal.token", SourceServiceStandIn.TOKEN);
        return settings;
    }

    /** Tests that have a field for it are given the link between the service and its database. */
    @Override
    public void inject(TestInjector injector) {
        database.ifPresent(link -> injector.injectIntoFields(link, field -> field.getType() == TcpProxy.class));
    }

    @Override
    public void stop() {
        database.ifPresent(TcpProxy::close);
        sourceService.ifPresent(SourceServiceStandIn::close);
        offersService.ifPresent(OffersServiceStandIn::close);
    }
}
