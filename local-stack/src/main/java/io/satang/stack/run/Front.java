package io.satang.stack.run;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the gateway listens, and what others call it.
 *
 * @param host     whose address it listens at; {@code 0.0.0.0} for all
 * @param port     its port
 * @param announced the address that is written on pay pages and QR codes; that of this machine for itself when it is empty
 */
public record Front(String host, int port, Optional<String> announced) {
    private static final int HIGHEST_PORT = 65_535;

    public Front {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(announced, "announced");
        if (port < 1 || port > HIGHEST_PORT) {
            throw new StackException("the gateway needs a port between 1 and " + HIGHEST_PORT + ", and not " + port);
        }
        address(host);
    }

    /** For this machine alone. */
    public static Front local(int port) {
        return new Front(Surroundings.HOST, port, Optional.empty());
    }

    /** What this machine calls. */
    public String localUrl() {
        return "http://" + (listensEverywhere() ? Surroundings.HOST : literal()) + ":" + port;
    }

    /** What everybody else calls. */
    public String publicUrl() {
        return announced.orElseGet(this::localUrl);
    }

    /** Whether it listens at all of this machine's addresses. */
    public boolean listensEverywhere() {
        return address().isAnyLocalAddress();
    }

    private String literal() {
        return address() instanceof Inet6Address && host.contains(":") ? "[" + host + "]" : host;
    }

    private InetAddress address() {
        return address(host);
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StackException("--host is unknown here: " + host, e);
        }
    }
}
