package io.satang.load;

import io.satang.embedded.PostgresAddress;
import io.satang.platform.key.TestKeys;
import io.satang.stack.run.StackFile;
import java.util.List;
import java.util.Optional;

/**
 * What is measured.
 *
 * @param baseUrl the gateway
 * @param publicKey makes sources
 * @param secretKey makes charges and reads them
 * @param receiverHost address of this machine at which the system can reach it
 * @param webhookSecret base64 text of the key that webhooks are signed with
 * @param postgres where the floor is measured; empty when only a base URL is known
 * @param processes what counts as the system's own processor time and memory; empty when only a base URL is known
 */
record Target(
        String baseUrl,
        String publicKey,
        String secretKey,
        String receiverHost,
        String webhookSecret,
        Optional<PostgresServer> postgres,
        List<MeteredProcess> processes) {

    static final String LOOPBACK = "127.0.0.1";

    /** The local stack. */
    static Target of(StackFile stack) {
        PostgresAddress postgres = stack.postgres();
        return new Target(
                stack.baseUrl(),
                TestKeys.SATANG_PUBLIC,
                TestKeys.SATANG_SECRET,
                LOOPBACK,
                StackFile.WEBHOOK_SECRET,
                Optional.of(new PostgresServer(
                        postgres.host(), postgres.port(), PostgresAddress.SUPERUSER, PostgresAddress.SUPERUSER)),
                stack.processes().stream()
                        .map(process -> new MeteredProcess(process.name(), process.pid()))
                        .toList());
    }

    /** The PostgreSQL server of the system, as somebody who may create databases. */
    record PostgresServer(String host, int port, String user, String password) {}

    /** A process of the system; its children count with it. */
    record MeteredProcess(String name, long pid) {}
}
