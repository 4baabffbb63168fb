package io.satang.webhook.delivery;

import io.satang.events.Sizes;
import io.satang.webhook.delivery.DeliveryStore.ClaimRequest;
import io.satang.webhook.delivery.DeliveryStore.Full;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be claimed from the table. Not safe for use by several threads. */
final class ClaimRoom {
    private final Lanes lanes;
    private final DispatchLimits limits;

    /** As much as these lanes leave. */
    ClaimRoom(Lanes lanes, DispatchLimits limits) {
        this.lanes = lanes;
        this.limits = limits;
    }

    /** A request for all that finds room, on leases until then; its total is 0 when nothing does. */
    ClaimRequest request(Instant now, Instant until) {
        long bytes =
                Math.min((limits.heldBytes() - lanes.heldBytes()) / Delivery.BYTES_PER_CHAR, Sizes.BATCH_BYTES_MAX);
        int total = bytes < Sizes.EVENT_BYTES_MAX ? 0 : Math.min(limits.claimed(), limits.held() - lanes.held());
        return new ClaimRequest(now, until, full(), perEndpoint(), perAccount(), total, bytes);
    }

    private Full full() {
        Set<String> endpoints = lanes.open().stream()
                .filter(lane -> lanes.allowances().claimsMax(lane) == 0)
                .map(lane -> lane.endpoint.text())
                .collect(Collectors.toUnmodifiableSet());
        Set<String> accounts = lanes.accounts().stream()
                .filter(account -> account.held >= limits.shareOf(limits.held(), lanes.held()))
                .map(account -> account.id)
                .collect(Collectors.toUnmodifiableSet());
        Set<String> hosts = lanes.open().stream()
                .map(lane -> lane.host)
                .distinct()
                .flatMap(host -> host.blocked.stream())
                .map(lane -> lane.endpoint.spelledOrigin())
                .collect(Collectors.toUnmodifiableSet());
        return new Full(accounts, hosts, endpoints);
    }

    /** Of endpoints that answer as much as there is room for; of the others a few are enough. */
    private Map<String, Integer> perEndpoint() {
        return lanes.open().stream()
                .filter(lane -> lane.behind
                        && lanes.allowances().isTrusted(lane)
                        && lanes.allowances().claimsMax(lane) > 0)
                .collect(Collectors.toUnmodifiableMap(
                        lane -> lane.endpoint.text(), lanes.allowances()::claimsMax, Math::min));
    }

    private int perAccount() {
        return (int) Math.min(limits.claimed(), limits.shareOf(limits.held(), lanes.held()));
    }
}
