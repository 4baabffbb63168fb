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

/** The dead-letter topics of one service: they hold what is no event, and nothing else. */
final class PutAside {
    private static final Duration NETWORK = Duration.ofMillis(1);

    private final Scheduler scheduler;
    private final Verdict verdict;
    private final Set<String> letters = new HashSet<>();

    PutAside(Scheduler scheduler, Verdict verdict) {
        this.scheduler = scheduler;
        this.verdict = verdict;
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
        verdict.require(message.headers().toArray().length == 0, () -> key + " is an event and put aside: " + reason);
        scheduler.saw(Sighting.PUT_ASIDE, () -> key);
        letters.add(message.topic() + " " + key);
    }
}
