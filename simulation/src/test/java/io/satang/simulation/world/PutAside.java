package io.satang.simulation.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.platform.consumer.DeadLetters;
import io.satang.simulation.check.Verdict;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.SimulatedProcess;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The dead-letter topics of one service: they hold what is no event, what only the next release understands, and nothing else. */
final class PutAside {
    /** How a charge stands in the next release; who mirrors it cannot, and merchants are told all the same. */
    static final String UNKNOWN_STATUS = "disputed";

    private static final Duration NETWORK = Duration.ofMillis(1);

    private final Scheduler scheduler;
    private final Verdict verdict;
    private final boolean mirrors;
    private final Set<String> letters = new HashSet<>();

    /** @param mirrors whether the service has to understand how charges stand */
    PutAside(Scheduler scheduler, Verdict verdict, boolean mirrors) {
        this.scheduler = scheduler;
        this.verdict = verdict;
        this.mirrors = mirrors;
    }

    /** What one replica puts letters aside with. */
    DeadLetters deadLetters(SimulatedProcess process) {
        return (consumer, message, reason) -> Uni.createFrom()
                .emitter(answer -> scheduler.after(scheduler.world(), NETWORK, () -> {
                    keep(message, reason);
                    scheduler.after(process, NETWORK, () -> answer.complete(null));
                }));
    }

    /** How many different messages were put aside. */
    int letters() {
        return letters.size();
    }

    private void keep(ConsumerRecord<byte[], byte[]> message, Throwable reason) {
        String key = new String(message.key(), UTF_8);
        boolean unknown =
                mirrors && new String(message.value(), UTF_8).contains("\"status\":\"" + UNKNOWN_STATUS + "\"");
        verdict.require(
                unknown || message.headers().toArray().length == 0,
                () -> key + " is an event and put aside: " + reason);
        scheduler.saw(unknown ? Sighting.UNKNOWN_STATUS_PUT_ASIDE : Sighting.PUT_ASIDE, () -> key);
        letters.add(message.topic() + " " + key);
    }
}
