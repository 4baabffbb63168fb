package io.satang.webhook;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.satang.testing.Infra;
import io.satang.webhook.event.ChargeServiceStandIn;

/** Real PostgreSQL and Kafka, and a charge-service that answers over HTTP, for every test of this module that runs the service. */
@WithTestResource(
        value = Infra.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = "database", value = "webhook"))
@WithTestResource(value = ChargeServiceStandIn.class, scope = TestResourceScope.GLOBAL)
final class WithServers {
    private WithServers() {}
}
