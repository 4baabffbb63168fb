package io.satang.charge;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;

/** One {@link ChargeWorld} for every test of this module that runs the service. */
@WithTestResource(value = ChargeWorld.class, scope = TestResourceScope.GLOBAL)
final class WithChargeWorld {
    private WithChargeWorld() {}
}
