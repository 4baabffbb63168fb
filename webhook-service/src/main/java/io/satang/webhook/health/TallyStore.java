package io.satang.webhook.health;

import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.health.HourTallies.EndpointHour;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Attempts of endpoints by the hour, as all replicas have counted them. */
interface TallyStore {
    /** Adds to what was counted before. */
    Uni<Void> add(Map<EndpointHour, Tally> counted);

    /** Of this hour and the 23 before it. */
    Uni<Tally> lastDay(EndpointId endpoint);

    /** Deletes some of what is older. */
    Uni<Void> forget();
}
