package io.satang.charge;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.satang.charge.source.SourceServiceStandIn;
import io.satang.testing.Infra;
import io.satang.testing.TestAccounts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the service meets in production: PostgreSQL, Kafka with the accounts on it, and a source-service that answers over HTTP. */
public final class ChargeWorld implements QuarkusTestResourceLifecycleManager {
    private Optional<SourceServiceStandIn> sourceService = Optional.empty();

    /** For Quarkus. */
    public ChargeWorld() {}

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(Infra.start("charge"));
        TestAccounts.publish(settings.get("kafka.bootstrap.servers"));
        SourceServiceStandIn standIn = SourceServiceStandIn.start();
        sourceService = Optional.of(standIn);
        settings.put("satang.source-service.url", standIn.url());
        settings.put("satang.internal.token", SourceServiceStandIn.TOKEN);
        return settings;
    }

    @Override
    public void stop() {
        sourceService.ifPresent(SourceServiceStandIn::close);
    }
}
