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
 * @param front         where the gateway is
 * @param fresh         whether databases and topics of earlier starts are forgotten
 * @param replicas      how often a service runs, when not once
 * @param compilation   how the JVMs of Kafka and of the services compile
 * @param caches        what these JVMs know before they run
 */
public record StackOptions(
        Path projectFolder,
        StackFolder folder,
        Front front,
        boolean fresh,
        Map<Service, Integer> replicas,
        Compilation compilation,
        ClassCaches caches) {

    public StackOptions {
        replicas = Map.copyOf(replicas);
        if (replicas.values().stream().anyMatch(count -> count < 1)) {
            throw new StackException("each service needs at least one replica");
        }
    }

    /** What hints repeat after the command that they name, so that it speaks of the same stack. */
    String repeated() {
        Path usual =
                projectFolder.resolve(Folders.DEFAULT_STATE).toAbsolutePath().normalize();
        return folder.path().equals(usual) ? "" : " --state " + folder.path();
    }

    /** How the JVM of a program is started; replicas of a service share what is known of it. */
    Jvm jvm(String program) {
        return new Jvm(compilation, caches.of(program, compilation));
    }

    int replicasOf(Service service) {
        return replicas.getOrDefault(service, 1);
    }
}
