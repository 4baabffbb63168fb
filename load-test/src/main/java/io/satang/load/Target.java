package io.satang.load;

import java.util.List;
import java.util.Optional;

/**
 * What is measured.
 *
 * @param baseUrl the gateway
 * @param publicKey makes sources
 * @param secretKey makes charges and reads them
 * @param webhookSecret base64 text of the key that webhooks are signed with
 * @param postgres where the floor is measured; empty when only a base URL is known
 * @param processes what counts as the system's own processor time and memory; empty when only a base URL is known
 */
record Target(
        String baseUrl,
        String publicKey,
        String secretKey,
        String webhookSecret,
        Optional<PostgresServer> postgres,
        List<MeteredProcess> processes) {

    /** The PostgreSQL server of the system, as somebody who may create databases. */
    record PostgresServer(String host, int port, String user, String password) {}

    /** A process of the system; its children count with it. */
    record MeteredProcess(String name, long pid) {}
}
