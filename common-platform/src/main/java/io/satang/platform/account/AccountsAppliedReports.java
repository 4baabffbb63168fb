package io.satang.platform.account;

import io.satang.events.AccountsApplied;
import io.satang.events.EventJson;
import io.satang.platform.id.Ids;
import io.satang.platform.kafka.KafkaSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Tells how far this replica has read {@code account.changed} (docs/decisions/0015-changes-of-accounts-are-awaited.md), and which keys it
 * has been shown. A report that is lost is made up for by the next one.
 */
@ApplicationScoped
public class AccountsAppliedReports {
    /** How long nothing is said while there is nothing new. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(1);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(AccountsAppliedReports.class);

    private final String replica;
    private final KeysUsed used;
    private final Producer<String, String> producer;
    private volatile Map<Integer, Long> told = Map.of();
    private volatile long toldNanos = System.nanoTime();
    private volatile boolean leaving;

    AccountsAppliedReports(KafkaSettings settings, Ids ids, KeysUsed used) {
        this.replica = ids.nextBody();
        this.used = Objects.requireNonNull(used, "used");
        this.producer = new KafkaProducer<>(settings.reporter(), new StringSerializer(), new StringSerializer());
    }

    /** Reports what is new, or that this replica still lives. Neither blocks nor fails. */
    public void reached(Map<Integer, Long> offsets) {
        boolean silent = System.nanoTime() - toldNanos > SILENCE_MAX.toNanos();
        if (leaving) {
            return;
        }
        if (silent || !offsets.equals(told)) {
            send(new AccountsApplied(replica, offsets, used.next()));
        }
    }

    /** Nobody is to wait for this replica any more. */
    @PreDestroy
    void close() {
        leaving = true;
        send(new AccountsApplied(replica, Map.of(), used.next()));
        producer.close(CLOSE_TIMEOUT);
    }

    // The callback hears of every failure, so the future has nothing to add.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(AccountsApplied report) {
        try {
            producer.send(
                    new ProducerRecord<>(AccountsApplied.TOPIC, replica, EventJson.write(report)),
                    (metadata, failure) -> {
                        if (failure == null) {
                            told = report.offsets();
                            toldNanos = System.nanoTime();
                        }
                    });
        } catch (KafkaException | IllegalStateException e) {
            LOG.debugf("not reported: %s", e.toString());
        }
    }
}
