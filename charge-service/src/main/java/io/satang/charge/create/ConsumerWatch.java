package io.satang.charge.create;

import io.quarkus.runtime.StartupEvent;
import io.satang.platform.kafka.BackPressure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has consumers looked at from the start: operators see how far they are before anybody charges anything. */
@Singleton
class ConsumerWatch {
    void start(@Observes StartupEvent event, BackPressure consumers) {
        consumers.watch();
    }
}
