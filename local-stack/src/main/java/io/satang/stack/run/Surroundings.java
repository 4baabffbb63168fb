package io.satang.stack.run;

import static java.util.stream.Collectors.joining;

import io.satang.embedded.PostgresAddress;
import io.satang.stack.run.ServiceProgram.Ports;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every service is told about the stack that it runs in.
 *
 * @param front      where clients find it
 * @param postgres   the server with all databases
 * @param kafka      bootstrap servers
 * @param replicas   where the replicas of each service listen
 */
record Surroundings(Front front, PostgresAddress postgres, String kafka, Map<Service, List<Ports>> replicas) {
    /** What listens here listens for this machine only. */
    static final String HOST = "127.0.0.1";

    private static final String PARTITIONS = "4";

    Surroundings {
        replicas = Map.copyOf(replicas);
    }

    /** Where the replicas of a service listen, the first one's first. */
    List<Ports> portsOf(Service service) {
        return replicas.getOrDefault(service, List.of());
    }

    /** The environment of a service's process. */
    Map<String, String> environment(Service service, Ports ports) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "QUARKUS_PROFILE",
                "local",
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka,
                "SATANG_KAFKA_PARTITIONS",
                PARTITIONS,
                "SATANG_PUBLIC_URL",
                front.publicUrl()));
        environment.putAll(Map.of(
                "QUARKUS_HTTP_HOST",
                HOST,
                "QUARKUS_HTTP_PORT",
                Integer.toString(ports.api()),
                "QUARKUS_MANAGEMENT_HOST",
                HOST,
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(ports.management())));
        service.database()
                .ifPresent(name -> environment.putAll(Map.of(
                        "SATANG_DATABASE_HOST", postgres.host(),
                        "SATANG_DATABASE_PORT", Integer.toString(postgres.port()),
                        "SATANG_DATABASE_NAME", name,
                        "SATANG_DATABASE_USER", name,
                        "SATANG_DATABASE_PASSWORD", name)));
        if (service == Service.CONSOLE) {
            environment.put("SATANG_API_URL", front.localUrl());
            operatorsAddresses().ifPresent(addresses -> environment.put("SATANG_CONSOLE_SERVICES", addresses));
        }
        addressOfWhomItCalls(service).forEach((name, called) -> environment.put(name, managementAddresses(called)));
        return environment;
    }

    /** The synchronous calls between services go to ports for management (docs/architecture.md). */
    private static Map<String, Service> addressOfWhomItCalls(Service service) {
        return switch (service) {
            case ACCOUNT, OFFERS, CONSOLE -> Map.of();
            case SOURCE -> Map.of("SATANG_CHARGE_SERVICE_URL", Service.CHARGE);
            case CHARGE ->
                Map.of("SATANG_SOURCE_SERVICE_URL", Service.SOURCE, "SATANG_OFFERS_SERVICE_URL", Service.OFFERS);
            case WEBHOOK -> Map.of("SATANG_CHARGE_SERVICE_URL", Service.CHARGE);
        };
    }

    /** For the console's page on the system, which whoever comes may see: so only where nobody comes from elsewhere. */
    private Optional<String> operatorsAddresses() {
        if (!front.host().equals(HOST)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Service.values())
                .filter(Service::isNeeded)
                .flatMap(service -> portsOf(service).stream()
                        .map(ports -> service.module() + "=http://" + HOST + ":" + ports.management()))
                .collect(joining(",")));
    }

    private String managementAddresses(Service service) {
        return portsOf(service).stream()
                .map(ports -> "http://" + HOST + ":" + ports.management())
                .collect(joining(","));
    }
}
