package io.satang.charge.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.Describe;
import io.satang.charge.decision.ChargeCommand.ExpireRequested;
import io.satang.charge.decision.ChargeCommand.MarkFailed;
import io.satang.charge.decision.ChargeCommand.MarkPaid;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.ProviderDeclined;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.ExpiredAndVoid;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.VoidLateApproval;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.events.SourceCreated;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every command makes of a charge in every state, before its deadline and from its deadline on (reference omise-api §9). */
class ChargeRulesTest {
    private static final SourceCreated SOURCE = SampleSources.points().build();
    private static final Instant DEADLINE = SampleCharges.pending(SOURCE).expiresAt();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            pending    | the provider approves                       | successful, charge.complete                | expired, charge.expired, void
            pending    | the provider declines                       | failed failed_processing, charge.complete  | expired, charge.expired
            pending    | the provider declines: insufficient_fund    | failed insufficient_fund, charge.complete  | expired, charge.expired
            pending    | the provider declines: no_such_code         | refused UNKNOWN_FAILURE_CODE               | expired, charge.expired
            pending    | the merchant marks it paid                  | successful, charge.complete                | expired, charge.expired
            pending    | the merchant marks it failed                | failed failed_processing, charge.complete  | expired, charge.expired
            pending    | the merchant marks it failed: payment_rejected | failed payment_rejected, charge.complete | expired, charge.expired
            pending    | the merchant marks it failed: no_such_code  | refused UNKNOWN_FAILURE_CODE               | expired, charge.expired
            pending    | the merchant expires it                     | expired, charge.expired                    | expired, charge.expired
            pending    | the sweeper finds it                        | refused NOT_DUE                            | expired, charge.expired
            pending    | the merchant describes it                   | pending, charge.updated                    | pending, charge.updated
            successful | the provider approves                       | refused ALREADY_SUCCESSFUL                 | refused ALREADY_SUCCESSFUL
            successful | the provider approves another payment       | void                                       | void
            successful | the provider declines                       | refused ALREADY_SUCCESSFUL                 | refused ALREADY_SUCCESSFUL
            successful | the provider declines: insufficient_fund    | refused ALREADY_SUCCESSFUL                 | refused ALREADY_SUCCESSFUL
            successful | the provider declines: no_such_code         | refused ALREADY_SUCCESSFUL                 | refused ALREADY_SUCCESSFUL
            successful | the merchant marks it paid                  | refused ALREADY_SUCCESSFUL                 | refused ALREADY_SUCCESSFUL
            successful | the merchant marks it failed                | refused ALREADY_SUCCESSFUL                 | refused ALREADY_SUCCESSFUL
            successful | the merchant marks it failed: payment_rejected | refused ALREADY_SUCCESSFUL              | refused ALREADY_SUCCESSFUL
            successful | the merchant marks it failed: no_such_code  | refused ALREADY_SUCCESSFUL                 | refused ALREADY_SUCCESSFUL
            successful | the merchant expires it                     | refused ALREADY_SUCCESSFUL                 | refused ALREADY_SUCCESSFUL
            successful | the sweeper finds it                        | refused ALREADY_SUCCESSFUL                 | refused ALREADY_SUCCESSFUL
            successful | the merchant describes it                   | successful, charge.updated                 | successful, charge.updated
            failed     | the provider approves                       | void                                       | void
            failed     | the provider declines                       | refused ALREADY_FAILED                     | refused ALREADY_FAILED
            failed     | the provider declines: insufficient_fund    | refused ALREADY_FAILED                     | refused ALREADY_FAILED
            failed     | the provider declines: no_such_code         | refused ALREADY_FAILED                     | refused ALREADY_FAILED
            failed     | the merchant marks it paid                  | refused ALREADY_FAILED                     | refused ALREADY_FAILED
            failed     | the merchant marks it failed                | refused ALREADY_FAILED                     | refused ALREADY_FAILED
            failed     | the merchant marks it failed: payment_rejected | refused ALREADY_FAILED                  | refused ALREADY_FAILED
            failed     | the merchant marks it failed: no_such_code  | refused ALREADY_FAILED                     | refused ALREADY_FAILED
            failed     | the merchant expires it                     | refused ALREADY_FAILED                     | refused ALREADY_FAILED
            failed     | the sweeper finds it                        | refused ALREADY_FAILED                     | refused ALREADY_FAILED
            failed     | the merchant describes it                   | failed payment_rejected, charge.updated    | failed payment_rejected, charge.updated
            expired    | the provider approves                       | void                                       | void
            expired    | the provider declines                       | refused ALREADY_EXPIRED                    | refused ALREADY_EXPIRED
            expired    | the provider declines: insufficient_fund    | refused ALREADY_EXPIRED                    | refused ALREADY_EXPIRED
            expired    | the provider declines: no_such_code         | refused ALREADY_EXPIRED                    | refused ALREADY_EXPIRED
            expired    | the merchant marks it paid                  | refused ALREADY_EXPIRED                    | refused ALREADY_EXPIRED
            expired    | the merchant marks it failed                | refused ALREADY_EXPIRED                    | refused ALREADY_EXPIRED
            expired    | the merchant marks it failed: payment_rejected | refused ALREADY_EXPIRED                 | refused ALREADY_EXPIRED
            expired    | the merchant marks it failed: no_such_code  | refused ALREADY_EXPIRED                    | refused ALREADY_EXPIRED
            expired    | the merchant expires it                     | refused ALREADY_EXPIRED                    | refused ALREADY_EXPIRED
            expired    | the sweeper finds it                        | refused ALREADY_EXPIRED                    | refused ALREADY_EXPIRED
            expired    | the merchant describes it                   | expired, charge.updated                    | expired, charge.updated
            """)
    void everyCommandInEveryState(String state, String command, String beforeDeadline, String fromDeadlineOn) {
        Charge charge = charge(state);

        assertThat(decision(charge, command, DEADLINE.minusNanos(1))).isEqualTo(beforeDeadline);
        assertThat(decision(charge, command, DEADLINE)).isEqualTo(fromDeadlineOn);
        assertThat(decision(charge, command, DEADLINE.plusSeconds(1_000_000))).isEqualTo(fromDeadlineOn);
    }

    @Test
    void aPaymentIsNamedAfterItsChargeSoThatARepeatFindsTheSameOne() {
        Charge charge = SampleCharges.pending(SOURCE);
        Instant now = SampleCharges.ENDED;

        assertThat(ChargeRules.decide(charge, new ProviderApproved("ref"), now))
                .isEqualTo(new Changed(
                        charge.moveTo(new Successful(now, "trxn_test_5satang000000000003", Optional.of("ref"))),
                        EventType.CHARGE_COMPLETE));
    }

    @Test
    void a_payment_of_a_charge_that_was_marked_as_paid_goes_back() {
        Charge marked = changed(SampleCharges.pending(SOURCE), new MarkPaid());

        assertThat(ChargeRules.decide(marked, new ProviderApproved("ref"), SampleCharges.ENDED))
                .isEqualTo(new VoidLateApproval("ref"));
    }

    @Test
    void aDescriptionReplacesOnlyWhatItNames() {
        Charge before =
                SampleCharges.pending(SOURCE).describe(Optional.of("order 1"), Optional.of(new RawJson("{\"a\":1}")));

        Charge described = changed(before, new Describe(Optional.of("order 2"), Optional.empty()));
        Charge annotated = changed(before, new Describe(Optional.empty(), Optional.of(new RawJson("{\"b\":2}"))));

        assertThat(described.description()).contains("order 2");
        assertThat(described.metadata()).isEqualTo(new RawJson("{\"a\":1}"));
        assertThat(annotated.description()).contains("order 1");
        assertThat(annotated.metadata()).isEqualTo(new RawJson("{\"b\":2}"));
    }

    @Test
    void an_empty_description_takes_the_present_one_away() {
        Charge before =
                SampleCharges.pending(SOURCE).describe(Optional.of("order 1"), Optional.of(new RawJson("{\"a\":1}")));

        Charge cleared = changed(before, new Describe(Optional.of(""), Optional.empty()));

        assertThat(cleared.description()).isEmpty();
        assertThat(cleared.metadata()).isEqualTo(before.metadata());
        assertThat(cleared.version()).isEqualTo(before.version() + 1);
    }

    @Test
    void what_says_nothing_new_changes_nothing() {
        Charge bare = SampleCharges.pending(SOURCE);
        Charge described = bare.describe(Optional.of("order 1"), Optional.of(new RawJson("{\"a\":1}")));
        Refused nothing = new Refused(Refusal.NOTHING_NEW);

        assertThat(decided(bare, Optional.empty(), Optional.empty())).isEqualTo(nothing);
        assertThat(decided(bare, Optional.of(""), Optional.of("{}"))).isEqualTo(nothing);
        assertThat(decided(described, Optional.of("order 1"), Optional.empty())).isEqualTo(nothing);
        assertThat(decided(described, Optional.of("order 1"), Optional.of("{\"a\":1}")))
                .isEqualTo(nothing);
        assertThat(decided(described, Optional.of("order 1"), Optional.of("{\"a\":2}")))
                .isInstanceOf(Changed.class);
    }

    private static ChargeDecision decided(Charge charge, Optional<String> description, Optional<String> metadata) {
        return ChargeRules.decide(charge, new Describe(description, metadata.map(RawJson::new)), SampleCharges.ENDED);
    }

    private static Charge changed(Charge charge, ChargeCommand command) {
        return ((Changed) ChargeRules.decide(charge, command, SampleCharges.CREATED)).next();
    }

    private static Charge charge(String state) {
        return switch (state) {
            case "pending" -> SampleCharges.pending(SOURCE);
            case "successful" -> SampleCharges.successful(SOURCE);
            case "failed" -> SampleCharges.failed(SOURCE);
            case "expired" -> SampleCharges.expired(SOURCE);
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static ChargeCommand command(String text) {
        String[] parts = text.split(": ", 2);
        Optional<String> code = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        return switch (parts[0]) {
            case "the provider approves" -> new ProviderApproved("ref");
            case "the provider approves another payment" -> new ProviderApproved("another ref");
            case "the provider declines" -> new ProviderDeclined(code);
            case "the merchant marks it paid" -> new MarkPaid();
            case "the merchant marks it failed" -> new MarkFailed(code);
            case "the merchant expires it" -> new ExpireRequested();
            case "the sweeper finds it" -> new DeadlinePassed();
            case "the merchant describes it" -> new Describe(Optional.of("new words"), Optional.empty());
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String decision(Charge charge, String command, Instant now) {
        return switch (ChargeRules.decide(charge, command(command), now)) {
            case Changed(Charge next, EventType event) -> state(next) + ", " + event.topic();
            case ExpiredAndVoid(Charge next, String reference) ->
                state(next) + ", " + EventType.CHARGE_EXPIRED.topic() + ", void";
            case VoidLateApproval(String reference) -> "void";
            case Refused(var reason) -> "refused " + reason;
        };
    }

    private static String state(Charge charge) {
        String status = charge.state().status();
        return charge.state() instanceof Failed(var at, var code) ? status + " " + code.code() : status;
    }
}
