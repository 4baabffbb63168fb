package io.satang.charge.provider.simulator;

import io.satang.charge.provider.simulator.SimulatorFault.Behaviour;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.AccountId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code POST /test/simulator}: tells the simulator what to do wrong with this account's next payments. */
@Path("/test/simulator")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class SimulatorResource {
    private static final String NORMAL = "normal";
    private static final long CALLS_MAX = 1_000_000;
    private static final long DELAY_MS_MAX = 60_000;
    private static final long DELAY_MS_DEFAULT = 3_000;
    private static final int CODE_CHARS_MAX = 64;

    private final SimulatorJournal journal;
    private final Caller caller;

    SimulatorResource(SimulatorJournal journal, Caller caller) {
        this.journal = Objects.requireNonNull(journal, "journal");
        this.caller = Objects.requireNonNull(caller, "caller");
    }

    /** What the simulator has been told, as it is answered. */
    record View(
            String object,
            String behaviour,
            Optional<Integer> calls,
            Optional<Long> delayMs,
            Optional<String> failureCode) {
        static View of(Optional<SimulatorFault> told) {
            return told.map(fault -> new View(
                            "simulator",
                            fault.behaviour().text(),
                            fault.calls(),
                            Optional.of(fault.delay().toMillis())
                                    .filter(millis -> fault.behaviour().takesLong()),
                            fault.failureCode()))
                    .orElseGet(
                            () -> new View("simulator", NORMAL, Optional.empty(), Optional.empty(), Optional.empty()));
        }
    }

    /** Replaces what it was told before; {@code normal} takes that back. */
    @POST
    public Uni<String> tell(Params params) {
        if (caller.livemode()) {
            throw ApiException.of(400, "feature_not_supported", "the simulator serves test mode only");
        }
        Optional<SimulatorFault> fault = fault(params);
        return journal.tell(new AccountId(caller.accountId()), fault).map(done -> ApiJson.write(View.of(fault)));
    }

    private static Optional<SimulatorFault> fault(Params params) {
        String name = params.requiredText("behaviour");
        Optional<Behaviour> known = Behaviour.of(name);
        if (known.isEmpty() && !name.equals(NORMAL)) {
            throw ApiException.badRequest("behaviour is invalid");
        }
        Optional<Integer> calls = calls(params, known.isPresent());
        OptionalLong delay = delay(params, known.filter(Behaviour::takesLong).isPresent());
        Optional<String> code = failureCode(params, known.equals(Optional.of(Behaviour.DECLINE)));
        return known.map(behaviour ->
                new SimulatorFault(behaviour, calls, Duration.ofMillis(delay.orElse(DELAY_MS_DEFAULT)), code));
    }

    private static Optional<Integer> calls(Params params, boolean fits) {
        OptionalLong calls = params.integer("calls");
        requireFit("calls", calls.isPresent(), fits);
        requireBetween("calls", calls, 1, CALLS_MAX);
        return calls.stream().mapToObj(Math::toIntExact).findFirst();
    }

    private static OptionalLong delay(Params params, boolean fits) {
        OptionalLong delay = params.integer("delay_ms");
        requireFit("delay_ms", delay.isPresent(), fits);
        requireBetween("delay_ms", delay, 0, DELAY_MS_MAX);
        return delay;
    }

    private static Optional<String> failureCode(Params params, boolean fits) {
        Optional<String> code = params.text("failure_code", CODE_CHARS_MAX);
        requireFit("failure_code", code.isPresent(), fits);
        if (!code.orElse("a").matches("[a-z0-9_]+") || code.equals(Optional.of(SimulatorJournal.CANCELLED))) {
            throw ApiException.badRequest("failure_code is invalid");
        }
        return code;
    }

    private static void requireFit(String name, boolean given, boolean fits) {
        if (given && !fits) {
            throw ApiException.badRequest(name + " does not go with this behaviour");
        }
    }

    private static void requireBetween(String name, OptionalLong value, long min, long max) {
        if (value.isPresent() && (value.getAsLong() < min || value.getAsLong() > max)) {
            throw ApiException.badRequest("%s must be between %d and %d".formatted(name, min, max));
        }
    }
}
