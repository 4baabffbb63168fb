package io.satang.webhook.delivery;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What webhooks leave the network through: it is asked to {@code CONNECT} to the address that was vetted, and TLS with the endpoint goes on
 * inside. It sees neither what is sent nor the endpoint's name.
 */
public record EgressProxy(String host, int port) {
    private static final Pattern FORM = Pattern.compile("([0-9A-Za-z._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):([0-9]{1,5})");
    private static final int PORT_MAX = 65_535;

    public EgressProxy {
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("the port of a proxy is between 1 and " + PORT_MAX);
        }
    }

    /** Reads {@code host:port}; empty when it is something else. */
    public static Optional<EgressProxy> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(2));
        return port < 1 || port > PORT_MAX
                ? Optional.empty()
                : Optional.of(new EgressProxy(matcher.group(1).replaceAll("[\\[\\]]", ""), port));
    }
}
