package io.satang.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nothing listens on. */
public final class FreePorts {
    /**
     * Below what Linux and macOS hand out to outgoing connections. A server that restarts on a port from that range may find it taken, even
     * by a client that retried its address and got it as its own.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;

    /** A port is free until its server listens, and again while the server restarts: who asks meanwhile gets another one. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /**
     * Different ports on 127.0.0.1 that are free now, and that this process gives to nobody else.
     *
     * @throws IllegalStateException when there are not so many
     */
    public static int[] take(int count) {
        int[] ports = ThreadLocalRandom.current()
                .ints(TRIES, LOWEST, HIGHEST)
                .distinct()
                .filter(FreePorts::isFree)
                .filter(GIVEN::add)
                .limit(count)
                .toArray();
        if (ports.length < count) {
            throw new IllegalStateException("found only " + ports.length + " of " + count + " free ports");
        }
        return ports;
    }

    /** Whether something could listen on this port of 127.0.0.1. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do it: connections of a server that has just ended do not block its port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
