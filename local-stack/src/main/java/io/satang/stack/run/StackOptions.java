package io.satang.stack.run;

import io.satang.embedded.Compilation;
import io.satang.embedded.Jvm;
import java.nio.file.Path;
import java.util.Map;

/**
 * What to start, and where.
 *
 * @param projectFolder the folder of the parent POM, whose modules have been built
 * @param folder        where the stack keeps what it has
 * @param port          the gateway's port
 * @param fresh         whether databases and topics of earlier starts are forgotten
 * @param replicas      how often a service runs, when not once
 * @param compilation   how the JVMs of Kafka and of the services compile
 * @param caches        what these JVMs know before they run
 */
public record StackOptions(
        Path projectFolder,
        StackFolder folder,
        int port,
        boolean fresh,
        Map<Service, Integer> replicas,
        Compilation compilation,
        ClassCaches caches) {

    public StackOptions {
        replicas = Map.copyOf(replicas);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        if (replicas.values().stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("each service needs at least one replica");
        }
    }

    /** What clients call. */
    public String baseUrl() {
        return "http://" + Surroundings.HOST + ":" + port;
    }

    /** How the JVM of a program is started; replicas of a service share what is known of it. */
    Jvm jvm(String program) {
        return new Jvm(compilation, caches.of(program, compilation));
    }

    int replicasOf(Service service) {
        return replicas.getOrDefault(service, 1);
    }
}
