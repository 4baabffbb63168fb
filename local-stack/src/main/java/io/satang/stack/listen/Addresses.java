package io.satang.stack.listen;

import io.satang.stack.api.HttpAddress;
import io.satang.stack.api.LanAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a platform may reach a listener: on this machine, in containers on it, or on another one. */
final class Addresses {
    private static final String PATH = "/webhooks";
    /** What containers call the machine that they are on. */
    private static final String HOST_OF_CONTAINERS = "host.docker.internal";

    private Addresses() {}

    /**
     * The addresses to try, the likeliest first.
     *
     * @param advertised what was said it is
     * @param host       what the listener listens at
     */
    static List<String> of(Optional<HttpAddress> advertised, String host, int port) throws IOException {
        if (advertised.isPresent()) {
            return List.of(advertised.get().text());
        }
        if (!InetAddress.getByName(host).isAnyLocalAddress()) {
            return List.of(at(host, port));
        }
        return Stream.concat(Stream.of("127.0.0.1", HOST_OF_CONTAINERS), LanAddresses.all().stream())
                .map(name -> at(name, port))
                .toList();
    }

    private static String at(String host, int port) {
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + literal + ":" + port + PATH;
    }
}
