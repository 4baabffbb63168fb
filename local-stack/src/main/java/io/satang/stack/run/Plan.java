package io.satang.stack.run;

import io.satang.embedded.EmbeddedPostgres;
import io.satang.embedded.FreePorts;
import io.satang.embedded.KafkaBroker;
import io.satang.stack.run.ServiceProgram.Ports;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything that a stack runs, with its ports.
 *
 * @param postgres one server for the databases of all services
 * @param kafka    one broker
 * @param replicas every service, once or more
 */
record Plan(EmbeddedPostgres postgres, KafkaBroker kafka, List<Replica> replicas) {
    private static final int KAFKA_HEAP_MEGABYTES = 384;
    private static final int PORTS_OF_SERVERS = 3;
    private static final int PORTS_OF_REPLICA = 2;

    /** One process of a service. */
    record Replica(Service service, ServiceProgram program) {}

    Plan {
        replicas = List.copyOf(replicas);
    }

    /** With ports that are free now. */
    static Plan of(StackOptions options) {
        int count = 0;
        for (Service service : Service.values()) {
            count += options.replicasOf(service);
        }
        Iterator<Integer> ports = IntStream.of(FreePorts.take(PORTS_OF_SERVERS + PORTS_OF_REPLICA * count))
                .iterator();
        StackFolder folder = options.folder();
        EmbeddedPostgres postgres = new EmbeddedPostgres(folder.postgresData(), ports.next(), Map.of());
        KafkaBroker kafka = new KafkaBroker(
                folder.kafkaData(), ports.next(), ports.next(), KAFKA_HEAP_MEGABYTES, options.jvm("kafka"));
        return new Plan(postgres, kafka, replicas(options, postgres, kafka, ports));
    }

    private static List<Replica> replicas(
            StackOptions options, EmbeddedPostgres postgres, KafkaBroker kafka, Iterator<Integer> ports) {
        Map<Service, List<Ports>> portsOf = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            portsOf.put(
                    service,
                    Stream.generate(() -> new Ports(ports.next(), ports.next()))
                            .limit(options.replicasOf(service))
                            .toList());
        }
        Surroundings surroundings =
                new Surroundings(options.front(), postgres.address(), kafka.bootstrapServers(), portsOf);
        List<Replica> replicas = new ArrayList<>();
        for (Service service : Service.values()) {
            for (int number = 1; number <= options.replicasOf(service); number++) {
                Ports own = surroundings.portsOf(service).get(number - 1);
                replicas.add(new Replica(service, program(options, service, number, own, surroundings)));
            }
        }
        return replicas;
    }

    private static ServiceProgram program(
            StackOptions options, Service service, int number, Ports ports, Surroundings surroundings) {
        String name = number == 1 ? service.module() : service.module() + "-" + number;
        return new ServiceProgram(
                name,
                service.jar(options.projectFolder()),
                service.heapMegabytes(),
                options.jvm(service.module()),
                ports,
                surroundings.environment(service, ports));
    }
}
