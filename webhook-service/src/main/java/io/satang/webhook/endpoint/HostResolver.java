package io.satang.webhook.endpoint;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of hosts, without blocking. */
@FunctionalInterface
public interface HostResolver {

    /**
     * All addresses of the host, in the order in which to try them. Fails with {@link UnresolvedException} when it has none, and with
     * {@link NameServerException} when nobody could say.
     */
    Uni<List<InetAddress>> resolve(String host);
}
