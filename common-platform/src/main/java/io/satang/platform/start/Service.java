package io.satang.platform.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where every service begins. One that cannot start ends with 1, and the last line that it prints says what to do. */
@QuarkusMain
public final class Service {
    Service() {}

    public static void main(String... arguments) {
        Quarkus.run(null, Service::end, arguments);
    }

    private static void end(int code, @Nullable Throwable failure) {
        if (failure != null) {
            say(failure);
        }
        System.exit(code);
    }

    /** What an operator can mend is a line; of anything else the trace is needed, too. */
    private static void say(Throwable failure) {
        Optional<String> wrong = StartFailure.settingOf(failure);
        if (wrong.isEmpty()) {
            Logger.getLogger(Service.class).error("cannot start", failure);
        }
        System.err.println("cannot start: " + wrong.orElseGet(() -> String.valueOf(StartFailure.root(failure))));
    }
}
