package io.satang.stack.doctor;

import io.satang.stack.api.Api;
import io.satang.stack.api.UnreachableException;
import io.satang.stack.run.Service;
import io.satang.stack.run.StackException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks at a platform from outside, as one of its merchants may: whether each service answers, and what of the account's is not delivered. */
final class RemoteExamination {
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Api api;

    RemoteExamination(Api api) {
        this.api = Objects.requireNonNull(api, "api");
    }

    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        Stream.of(Service.values())
                .filter(service -> service != Service.CONSOLE)
                .map(this::service)
                .forEach(checks::add);
        if (checks.stream().allMatch(check -> check.health() != Health.RED)) {
            checks.add(FailingEndpoints.check(api.get("/deliveries/failing").getJsonArray("data")));
            checks.add(givenUp());
        }
        return checks;
    }

    private Check service(Service service) {
        long begin = System.nanoTime();
        try {
            api.get(service.pathForMerchants());
        } catch (UnreachableException e) {
            return Check.red(service.module(), String.valueOf(e.getMessage()), "docs/runbooks/SatangServiceDown.md");
        } catch (StackException e) {
            return Check.red(
                    service.module(), String.valueOf(e.getMessage()), "--url and --key name platform and account");
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        String found = "answers within " + took.toMillis() + " ms";
        return took.compareTo(SLOW) > 0
                ? Check.yellow(service.module(), found, "docs/runbooks/SatangApiSlow.md")
                : Check.good(service.module(), found);
    }

    private Check givenUp() {
        JsonObject exhausted = api.get("/deliveries?state=exhausted&limit=1");
        long count = exhausted.getLong("total", 0L);
        return count == 0
                ? Check.good("webhooks", "none of the account's was given up")
                : Check.yellow(
                        "webhooks",
                        count + " of the account's were given up",
                        "./satang events --failed, ./satang resend EVENT");
    }
}
