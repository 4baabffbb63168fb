package io.satang.webhook;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.satang.testing.Infra;

/** Real PostgreSQL and Kafka for every test of this module that runs the service. */
@WithTestResource(
        value = Infra.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = "database", value = "webhook"))
final class WithServers {
    private WithServers() {}
}
