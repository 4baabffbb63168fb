package io.satang.simulation.world;

import io.satang.charge.source.OpenSources;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.SourceCreated;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.SimulatedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the source-service tells of its sources, and the replays by which each replica of the charge-service follows it. Sources are told of
 * early or late, sometimes twice, and sometimes so that this release cannot read it.
 */
final class SourceTopic {
    private static final int LATE_PERCENT = 20;
    private static final Duration LATE_MAX = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofMillis(80);
    private static final int TWICE_PERCENT = 20;
    private static final int DAMAGED_PERCENT = 3;
    private static final int READ_AGAIN_PERCENT = 2;

    private final Context context;
    private final List<ConsumerRecord<String, String>> log = new ArrayList<>();

    SourceTopic(Context context) {
        this.context = context;
    }

    /** A source was committed. */
    void tell(SourceCreated source) {
        append(source);
        if (context.chance().percent(TWICE_PERCENT)) {
            append(source);
        }
    }

    /** What starts with a process of the charge-service. It begins before the run did, so it reads everything. */
    void follow(SimulatedProcess process, OpenSources open) {
        Replay replay = new Replay(open);
        context.every(process, Duration.ofMillis(context.chance().between(5, 60)), replay::poll);
    }

    private void append(SourceCreated source) {
        Duration delay = context.chance().percent(LATE_PERCENT) ? LATE_MAX : SOON;
        String payload = context.releases().write(EventJson.write(source));
        boolean damaged = context.chance().percent(DAMAGED_PERCENT);
        String told = damaged ? payload.substring(0, payload.length() / 2) : payload;
        context.scheduler()
                .after(
                        context.scheduler().world(),
                        context.chance().millis(0, delay.toMillis()),
                        () -> log.add(new ConsumerRecord<>(
                                EventType.SOURCE_CREATED.topic(), 0, log.size(), source.sourceId(), told)));
    }

    /** One process' way along the topic; now and then it has to begin again. */
    private final class Replay {
        private final OpenSources open;
        private int position;

        Replay(OpenSources open) {
            this.open = open;
        }

        void poll() {
            if (position == log.size()) {
                return;
            }
            if (position > 0 && context.chance().percent(READ_AGAIN_PERCENT)) {
                context.scheduler().saw(Sighting.SOURCES_READ_AGAIN, () -> log.size() + " records");
                position = 0;
            }
            int to = context.chance().between(position + 1, log.size());
            log.subList(position, to).forEach(open::accept);
            position = to;
        }
    }
}
