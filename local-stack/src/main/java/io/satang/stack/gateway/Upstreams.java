package io.satang.stack.gateway;

import java.util.List;

/** Where the services are; asked on event loops, so it must not block. */
@FunctionalInterface
public interface Upstreams {

    /** The ports on 127.0.0.1 of the service's replicas that take requests now; empty when there is none. */
    List<Integer> ports(String service);

    /** Whether it makes sense to wait for an answer of this replica: it is not so when it is silent and another one is not. */
    default boolean answers(String service, int port) {
        return true;
    }
}
