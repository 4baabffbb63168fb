package io.satang.charge.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.charge.decision.ChargeCommand.Capture;
import io.satang.charge.decision.ChargeCommand.CaptureApproved;
import io.satang.charge.decision.ChargeCommand.CaptureDeclined;
import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.Describe;
import io.satang.charge.decision.ChargeCommand.ExpireRequested;
import io.satang.charge.decision.ChargeCommand.MarkFailed;
import io.satang.charge.decision.ChargeCommand.MarkPaid;
import io.satang.charge.decision.ChargeCommand.OfferRejected;
import io.satang.charge.decision.ChargeCommand.OfferReserved;
import io.satang.charge.decision.ChargeCommand.PayerNeeded;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.ProviderDeclined;
import io.satang.charge.decision.ChargeCommand.RefundApproved;
import io.satang.charge.decision.ChargeCommand.RefundDeclined;
import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.charge.decision.ChargeCommand.Reverse;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refusal;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.Voided;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.Refund.Status;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.events.SourceCreated;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.RefundId;
import io.satang.platform.id.TokenId;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** What every command makes of a charge in every state, before its deadline and from its deadline on (reference omise-api §9). */
class ChargeRulesTest {
    private static final SourceCreated SOURCE = SampleSources.points().build();
    private static final Charge PENDING = SampleCharges.pending(SOURCE);
    private static final Instant DEADLINE = PENDING.expiresAt();
    private static final List<String> STATES = List.of(
            "reserving",
            "authorizing",
            "pending",
            "authorized",
            "capturing",
            "successful",
            "failed",
            "expired",
            "reversed");

    // What changes is said by the new state, the event if there is one, and what a provider is asked; a refusal by its
    // reason.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            #                            | reserving                 | authorizing                    | pending                        | authorized                         | capturing                       | successful           | failed                     | expired                     | reversed
            the provider approves        | void                      | successful charge.complete     | successful charge.complete     | NOTHING_NEW                        | NOTHING_NEW                     | ALREADY_SUCCESSFUL   | void                       | void                        | void
            another payment is approved  | void                      | successful charge.complete    | successful charge.complete     | void                               | void                            | void                 | void                       | void                        | void
            the provider declines        | NOTHING_NEW               | failed charge.complete         | failed charge.complete         | NOTHING_NEW                        | NOTHING_NEW                     | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the payer is needed          | NOTHING_NEW               | pending                        | NOTHING_NEW                    | NOTHING_NEW                        | NOTHING_NEW                     | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the offer is reserved        | authorizing sale          | NOTHING_NEW | NOTHING_NEW | NOTHING_NEW | NOTHING_NEW | ALREADY_SUCCESSFUL | ALREADY_FAILED | ALREADY_EXPIRED | ALREADY_REVERSED
            the offer is rejected        | failed charge.complete    | NOTHING_NEW | NOTHING_NEW | NOTHING_NEW | NOTHING_NEW | ALREADY_SUCCESSFUL | ALREADY_FAILED | ALREADY_EXPIRED | ALREADY_REVERSED
            the capture is approved      | NOTHING_NEW               | NOTHING_NEW                    | NOTHING_NEW                    | NOTHING_NEW                        | successful charge.captured      | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the capture is declined      | NOTHING_NEW               | NOTHING_NEW                    | NOTHING_NEW                    | NOTHING_NEW                        | authorized                      | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            another capture is approved  | NOTHING_NEW               | NOTHING_NEW                   | NOTHING_NEW                    | NOTHING_NEW                        | NOTHING_NEW                     | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the refund is approved       | NOTHING_NEW               | NOTHING_NEW                    | NOTHING_NEW                    | NOTHING_NEW                        | NOTHING_NEW                     | NOTHING_NEW          | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the refund is declined       | NOTHING_NEW               | NOTHING_NEW                    | NOTHING_NEW                    | NOTHING_NEW                        | NOTHING_NEW                     | NOTHING_NEW          | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the merchant captures        | PROVIDER_ASKED            | PROVIDER_ASKED                 | NOT_AUTHORIZED                 | capturing capture                  | PROVIDER_ASKED                  | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the merchant reverses        | PROVIDER_ASKED            | PROVIDER_ASKED                 | NOT_AUTHORIZED                 | reversed charge.reversed void      | PROVIDER_ASKED                  | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the merchant refunds         | PROVIDER_ASKED            | PROVIDER_ASKED                 | NOT_PAID                       | NOT_PAID                           | PROVIDER_ASKED                  | successful refund    | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the merchant marks it paid   | PROVIDER_ASKED            | PROVIDER_ASKED                 | successful charge.complete     | ALREADY_AUTHORIZED                 | PROVIDER_ASKED                  | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the merchant marks it failed | PROVIDER_ASKED            | PROVIDER_ASKED               | failed charge.complete         | ALREADY_AUTHORIZED                 | PROVIDER_ASKED                  | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the merchant expires it      | PROVIDER_ASKED            | PROVIDER_ASKED                 | expired charge.expired         | ALREADY_AUTHORIZED                 | PROVIDER_ASKED                  | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the deadline passes          | PROVIDER_ASKED            | PROVIDER_ASKED                 | NOT_DUE                        | NOT_DUE                            | PROVIDER_ASKED                  | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the merchant describes it    | reserving charge.updated  | authorizing charge.updated     | pending charge.updated         | authorized charge.updated          | capturing charge.updated        | successful charge.updated | failed charge.updated | expired charge.updated      | reversed charge.updated
            """)
    void every_command_in_every_state_before_the_deadline(ArgumentsAccessor row) {
        assertDecisions(row, DEADLINE.minusNanos(1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            #                            | reserving                 | authorizing                    | pending                        | authorized                         | capturing                       | successful           | failed                     | expired                     | reversed
            the provider approves        | void                      | successful charge.complete     | expired charge.expired void    | NOTHING_NEW                        | NOTHING_NEW                     | ALREADY_SUCCESSFUL   | void                       | void                        | void
            another payment is approved  | void                      | successful charge.complete    | expired charge.expired void    | void                               | void                            | void                 | void                       | void                        | void
            a payment in time is approved| void                      | successful charge.complete  | successful charge.complete     | NOTHING_NEW                        | NOTHING_NEW                     | ALREADY_SUCCESSFUL   | void                       | void                        | void
            the provider declines        | NOTHING_NEW               | failed charge.complete         | expired charge.expired         | NOTHING_NEW                        | NOTHING_NEW                     | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the payer is needed          | NOTHING_NEW               | pending                        | NOTHING_NEW                    | NOTHING_NEW                        | NOTHING_NEW                     | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the offer is reserved        | authorizing sale          | NOTHING_NEW | NOTHING_NEW | NOTHING_NEW | NOTHING_NEW | ALREADY_SUCCESSFUL | ALREADY_FAILED | ALREADY_EXPIRED | ALREADY_REVERSED
            the offer is rejected        | failed charge.complete    | NOTHING_NEW | NOTHING_NEW | NOTHING_NEW | NOTHING_NEW | ALREADY_SUCCESSFUL | ALREADY_FAILED | ALREADY_EXPIRED | ALREADY_REVERSED
            the capture is approved      | NOTHING_NEW               | NOTHING_NEW                    | NOTHING_NEW                    | NOTHING_NEW                        | successful charge.captured      | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the capture is declined      | NOTHING_NEW               | NOTHING_NEW                    | NOTHING_NEW                    | NOTHING_NEW                        | authorized                      | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the merchant captures        | PROVIDER_ASKED            | PROVIDER_ASKED                 | NOT_AUTHORIZED                 | expired charge.expired void        | PROVIDER_ASKED                  | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the merchant reverses        | PROVIDER_ASKED            | PROVIDER_ASKED                 | NOT_AUTHORIZED                 | expired charge.expired void        | PROVIDER_ASKED                  | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the merchant refunds         | PROVIDER_ASKED            | PROVIDER_ASKED                 | NOT_PAID                       | NOT_PAID                           | PROVIDER_ASKED                  | successful refund    | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the merchant marks it paid   | PROVIDER_ASKED            | PROVIDER_ASKED                 | expired charge.expired         | ALREADY_AUTHORIZED                 | PROVIDER_ASKED                  | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the merchant marks it failed | PROVIDER_ASKED            | PROVIDER_ASKED               | expired charge.expired         | ALREADY_AUTHORIZED                 | PROVIDER_ASKED                  | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the merchant expires it      | PROVIDER_ASKED            | PROVIDER_ASKED                 | expired charge.expired         | ALREADY_AUTHORIZED                 | PROVIDER_ASKED                  | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            the deadline passes          | PROVIDER_ASKED            | PROVIDER_ASKED                 | expired charge.expired         | expired charge.expired void        | PROVIDER_ASKED                  | ALREADY_SUCCESSFUL   | ALREADY_FAILED             | ALREADY_EXPIRED             | ALREADY_REVERSED
            """)
    void every_command_in_every_state_from_the_deadline_on(ArgumentsAccessor row) {
        assertDecisions(row, DEADLINE);
        assertDecisions(row, DEADLINE.plusSeconds(1_000_000));
    }

    @Test
    void a_charge_that_is_captured_later_only_holds_the_money() {
        Charge charge = changed(SampleCharges.capturedLater(PENDING), approved("ref"));

        assertThat(charge.state()).isEqualTo(new ChargeState.Authorized(SampleCharges.CREATED, ref("ref")));
        assertThat(charge.state().status()).isEqualTo("pending");
    }

    @Test
    void that_money_is_held_is_told_when_its_payer_was_waited_for() {
        Charge atPage = SampleCharges.capturedLater(PENDING);
        Charge asked = SampleCharges.capturedLater(SampleCharges.authorizing(SOURCE));

        assertThat(told(atPage)).contains(EventType.CHARGE_COMPLETE);
        assertThat(told(asked)).isEmpty();
    }

    private static Optional<EventType> told(Charge charge) {
        return ((Changed) ChargeRules.decide(charge, approved("ref"), SampleCharges.CREATED)).event();
    }

    @Test
    void a_part_of_what_a_card_holds_is_taken_only_if_that_was_said_before() {
        TokenId token = new TokenId("tokn_test_1");
        Charge card = SampleCardCharges.byCard(new ChargeId("chrg_test_1"), token, Optional.empty());
        Charge held = SampleCharges.moved(card, new ChargeState.Authorized(SampleCharges.ENDED, SampleCharges.PAYMENT));
        Money half = new Money(200_000, held.amount().currency());

        assertThat(ChargeRules.decide(held, new Capture(Optional.of(half)), SampleCharges.CREATED))
                .isEqualTo(new Refused(Refusal.NOT_PARTIALLY_CAPTURABLE));
        assertThat(changed(held, new Capture(Optional.of(held.amount()))).state())
                .isInstanceOf(Capturing.class);
    }

    @Test
    void a_capture_takes_what_it_names_or_all() {
        Charge held = SampleCharges.authorized(SOURCE);
        Money half = new Money(200_000, held.amount().currency());

        assertThat(((Capturing) changed(held, new Capture(Optional.of(half))).state()).amount())
                .isEqualTo(half);
        assertThat(((Capturing) changed(held, new Capture(Optional.empty())).state()).amount())
                .isEqualTo(held.amount());
        Charge capturing = changed(held, new Capture(Optional.of(half)));
        Charge paid = changed(capturing, new CaptureApproved(((Capturing) capturing.state()).asked()));
        assertThat(paid.base()).isEqualTo(half);
        assertThat(paid.fees()).isEqualTo(Fees.of(half, held.terms().pricing()));
    }

    @Test
    void no_more_is_captured_than_is_held_and_no_more_refunded_than_was_captured() {
        Charge held = SampleCharges.authorized(SOURCE);
        Charge paid = SampleCharges.successful(SOURCE);
        Money more = new Money(held.amount().subunits() + 1, held.amount().currency());
        Refused refused = new Refused(Refusal.WRONG_AMOUNT);

        assertThat(decide(held, new Capture(Optional.of(more)))).isEqualTo(refused);
        assertThat(decide(held, new Capture(Optional.of(more.none())))).isEqualTo(refused);
        assertThat(decide(SampleCharges.refundable(paid), SampleCharges.refund("rfnd_test_1", more)))
                .isEqualTo(refused);
        assertThat(decide(SampleCharges.refundable(paid), SampleCharges.refund("rfnd_test_1", more.none())))
                .isEqualTo(refused);
    }

    @Test
    void what_a_refund_is_to_give_back_is_free_again_when_the_provider_declines() {
        Charge paid = SampleCharges.refundable(SampleCharges.successful(SOURCE));
        RefundRequested all = SampleCharges.refund("rfnd_test_1", paid.amount());

        Charge asked = changed(paid, all);

        assertThat(decide(
                        asked,
                        SampleCharges.refund(
                                "rfnd_test_2", new Money(1, paid.amount().currency()))))
                .isEqualTo(new Refused(Refusal.ALREADY_REFUNDED));
        assertThat(decide(asked, all)).isEqualTo(new Refused(Refusal.NOTHING_NEW));
        Charge declined = changed(asked, new RefundDeclined(new RefundId("rfnd_test_1")));
        assertThat(((Successful) declined.state()).left()).isEqualTo(paid.amount());
        Charge approved = changed(asked, new RefundApproved(new RefundId("rfnd_test_1")));
        assertThat(((Successful) approved.state()).refunded()).isEqualTo(paid.amount());
        assertThat(decide(approved, new RefundDeclined(new RefundId("rfnd_test_1"))))
                .isEqualTo(new Refused(Refusal.NOTHING_NEW));
    }

    @Test
    void money_that_no_provider_took_is_given_back_by_nobody() {
        Charge paid = changed(SampleCharges.refundable(PENDING), new MarkPaid());

        Changed refunded = (Changed) decide(paid, SampleCharges.refund("rfnd_test_1", paid.amount()));

        assertThat(refunded.operations()).isEmpty();
        assertThat(((Successful) refunded.next().state()).refunded()).isEqualTo(paid.amount());
    }

    @Test
    void a_method_refunds_as_it_can() {
        Charge paid = SampleCharges.successful(SOURCE);
        RefundRequested part =
                SampleCharges.refund("rfnd_test_1", new Money(1, paid.amount().currency()));

        assertThat(decide(SampleCharges.refundable(paid, false, false), part))
                .isEqualTo(new Refused(Refusal.NOT_REFUNDABLE));
        assertThat(decide(SampleCharges.refundable(paid, true, false), part))
                .isEqualTo(new Refused(Refusal.NOT_PARTIALLY_REFUNDABLE));
        assertThat(decide(
                        SampleCharges.refundable(paid, true, false),
                        SampleCharges.refund("rfnd_test_1", paid.amount())))
                .isInstanceOf(Changed.class);
    }

    @Test
    void the_same_money_is_asked_for_under_the_same_name_and_other_money_under_another() {
        Charge held = SampleCharges.authorized(SOURCE);

        assertThat(operation(decide(held, new Reverse()))).isEqualTo(operation(decide(held, new Reverse())));
        assertThat(operation(decide(SampleCharges.failed(SOURCE), approved("one")))
                        .id())
                .isNotEqualTo(operation(decide(SampleCharges.failed(SOURCE), approved("two")))
                        .id());
        Charge capturing = changed(held, new Capture(Optional.empty()));
        Charge declined = changed(capturing, new CaptureDeclined(((Capturing) capturing.state()).asked()));
        assertThat(operation(decide(declined, new Capture(Optional.empty()))).id())
                .isNotEqualTo(
                        operation(decide(held, new Capture(Optional.empty()))).id());
    }

    @ParameterizedTest
    @CsvSource({"insufficient_fund, insufficient_fund", "no_such_code, failed_processing", ", failed_processing"})
    void a_providers_decline_counts_whatever_it_is_called(String code, String known) {
        Charge failed = changed(PENDING, new ProviderDeclined(Optional.ofNullable(code)));

        assertThat(((Failed) failed.state()).code()).isEqualTo(new FailureCode(known));
    }

    @ParameterizedTest
    @CsvSource({"payment_rejected, payment_rejected", ", failed_processing"})
    void a_merchant_marks_a_charge_failed_with_a_code_that_its_method_knows(String code, String known) {
        Charge failed = changed(PENDING, new MarkFailed(Optional.ofNullable(code)));

        assertThat(((Failed) failed.state()).code()).isEqualTo(new FailureCode(known));
        assertThat(decide(PENDING, new MarkFailed(Optional.of("no_such_code"))))
                .isEqualTo(new Refused(Refusal.UNKNOWN_FAILURE_CODE));
    }

    @Test
    void a_discount_that_is_set_aside_leaves_less_to_charge() {
        Charge reserving = SampleCardCharges.reserving(true, false);

        Changed reserved = (Changed) decide(reserving, new OfferReserved(SampleCardCharges.DISCOUNT));

        Money left = reserving.amount().minus(SampleCardCharges.DISCOUNT.amount());
        assertThat(reserved.next().amount()).isEqualTo(left);
        assertThat(reserved.next().originalAmount()).isEqualTo(reserving.amount());
        assertThat(operation(reserved)).isEqualTo(ProviderOperation.authorize(reserved.next()));
        assertThat(operation(reserved).amount()).isEqualTo(left);
        Charge paid = changed(reserved.next(), approved("ref"));
        assertThat(paid.base()).isEqualTo(left);
        assertThat(paid.fees()).isEqualTo(Fees.of(left, paid.terms().pricing()));
    }

    @Test
    void a_charge_whose_offer_is_not_redeemed_says_why_and_asks_nobody_for_money() {
        FailureCode reasons = FailureCode.offerRejected(List.of("paused", "below_minimum_spend"));

        Changed rejected = (Changed) decide(SampleCardCharges.reserving(true, false), new OfferRejected(reasons));

        assertThat(rejected.operations()).isEmpty();
        assertThat(rejected.next().discount()).isEmpty();
        assertThat(((Failed) rejected.next().state()).code().message())
                .isEqualTo("the offer cannot be redeemed: paused, below minimum spend");
    }

    @Test
    void a_payment_is_named_after_its_charge_so_that_a_repeat_finds_the_same_one() {
        Charge paid = changed(PENDING, approved("ref"));

        assertThat(((Successful) paid.state()).transactionId()).isEqualTo("trxn_test_5satang000000000003");
    }

    @Test
    void who_describes_a_charge_leaves_alone_what_is_not_named() {
        Charge before = PENDING.describe(Optional.of("order 1"), Optional.of(new RawJson("{\"a\":1}")));

        Charge described = changed(before, new Describe(Optional.of("order 2"), Optional.empty()));
        Charge annotated = changed(before, new Describe(Optional.empty(), Optional.of(new RawJson("{\"b\":2}"))));

        assertThat(described.description()).contains("order 2");
        assertThat(described.metadata()).isEqualTo(new RawJson("{\"a\":1}"));
        assertThat(annotated.description()).contains("order 1");
        assertThat(annotated.metadata()).isEqualTo(new RawJson("{\"b\":2}"));
    }

    @Test
    void an_empty_description_takes_the_present_one_away() {
        Charge before = PENDING.describe(Optional.of("order 1"), Optional.of(new RawJson("{\"a\":1}")));

        Charge cleared = changed(before, new Describe(Optional.of(""), Optional.empty()));

        assertThat(cleared.description()).isEmpty();
        assertThat(cleared.metadata()).isEqualTo(before.metadata());
        assertThat(cleared.version()).isEqualTo(before.version() + 1);
    }

    @Test
    void what_says_nothing_new_changes_nothing() {
        Charge described = PENDING.describe(Optional.of("order 1"), Optional.of(new RawJson("{\"a\":1}")));
        Refused nothing = new Refused(Refusal.NOTHING_NEW);

        assertThat(decide(PENDING, describe(Optional.empty(), Optional.empty())))
                .isEqualTo(nothing);
        assertThat(decide(PENDING, describe(Optional.of(""), Optional.of("{}"))))
                .isEqualTo(nothing);
        assertThat(decide(described, describe(Optional.of("order 1"), Optional.empty())))
                .isEqualTo(nothing);
        assertThat(decide(described, describe(Optional.of("order 1"), Optional.of("{\"a\":1}"))))
                .isEqualTo(nothing);
        assertThat(decide(described, describe(Optional.of("order 1"), Optional.of("{\"a\":2}"))))
                .isInstanceOf(Changed.class);
    }

    @Test
    void a_state_that_has_more_given_back_than_taken_cannot_be_made() {
        Money all = PENDING.amount();
        Instant at = SampleCharges.ENDED;

        Refund whole = SampleCharges.refund(PENDING, "rfnd_test_1", all.subunits(), Status.CLOSED);
        Refund more = SampleCharges.refund(PENDING, "rfnd_test_2", 1, Status.PENDING);
        Refund failed = SampleCharges.refund(PENDING, "rfnd_test_3", 1, Status.FAILED);

        assertThatThrownBy(() -> new Successful(at, at, "trxn_1", Optional.empty(), all, List.of(whole, more)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Successful(at, at, "trxn_1", Optional.empty(), all, List.of(failed)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Successful(
                        at, at, "trxn_1", Optional.empty(), all.none().minus(all), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_charge_of_something_that_has_taken_nothing_cannot_be_made() {
        Instant at = SampleCharges.ENDED;
        Successful nothing = new Successful(
                at, at, "trxn_1", Optional.empty(), PENDING.amount().none(), List.of());

        assertThatThrownBy(() -> PENDING.moveTo(nothing)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertDecisions(ArgumentsAccessor row, Instant now) {
        for (int i = 0; i < STATES.size(); i++) {
            String state = STATES.get(i);
            Charge charge = charge(state);
            assertThat(text(ChargeRules.decide(charge, command(row.getString(0), charge, now), now)))
                    .as("%s a charge that is %s", row.getString(0), state)
                    .isEqualTo(row.getString(i + 1));
        }
    }

    private static Charge charge(String state) {
        return switch (state) {
            case "reserving" -> SampleCardCharges.reserving(true, false);
            case "authorizing" -> SampleCharges.authorizing(SOURCE);
            case "pending" -> SampleCharges.pending(SOURCE);
            case "authorized" -> SampleCharges.authorized(SOURCE);
            case "capturing" -> SampleCharges.capturing(SOURCE);
            case "successful" -> SampleCharges.refundable(SampleCharges.successful(SOURCE));
            case "failed" -> SampleCharges.failed(SOURCE);
            case "expired" -> SampleCharges.expired(SOURCE);
            case "reversed" -> SampleCharges.reversed(SOURCE);
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static ChargeCommand command(String text, Charge charge, Instant now) {
        return switch (text) {
            case "the provider approves" -> new ProviderApproved(ref("ref"), now);
            case "another payment is approved" -> new ProviderApproved(ref("another ref"), now);
            case "a payment in time is approved" -> new ProviderApproved(ref("ref"), DEADLINE.minusNanos(1));
            case "the provider declines" -> new ProviderDeclined(Optional.of("insufficient_fund"));
            case "the payer is needed" -> new PayerNeeded();
            case "the offer is reserved" -> new OfferReserved(SampleCardCharges.DISCOUNT);
            case "the offer is rejected" -> new OfferRejected(FailureCode.offerRejected(List.of("paused")));
            case "the capture is approved" -> new CaptureApproved(SampleCharges.CAPTURE);
            case "the capture is declined" -> new CaptureDeclined(SampleCharges.CAPTURE);
            case "another capture is approved" -> new CaptureApproved(new OperationId("another"));
            case "the refund is approved" -> new RefundApproved(new RefundId("rfnd_test_1"));
            case "the refund is declined" -> new RefundDeclined(new RefundId("rfnd_test_1"));
            case "the merchant captures" -> new Capture(Optional.empty());
            case "the merchant reverses" -> new Reverse();
            case "the merchant refunds" -> SampleCharges.refund("rfnd_test_1", charge.amount());
            case "the merchant marks it paid" -> new MarkPaid();
            case "the merchant marks it failed" -> new MarkFailed(Optional.empty());
            case "the merchant expires it" -> new ExpireRequested();
            case "the deadline passes" -> new DeadlinePassed();
            case "the merchant describes it" -> new Describe(Optional.of("new words"), Optional.empty());
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String text(ChargeDecision decision) {
        return switch (decision) {
            case Changed(Charge next, var event, var operations, var refund) ->
                Stream.of(
                                Stream.of(name(next.state())),
                                event.map(EventType::topic).stream(),
                                operations.stream().map(ChargeRulesTest::name))
                        .flatMap(words -> words)
                        .collect(Collectors.joining(" "));
            case Voided(ProviderOperation operation) -> name(operation);
            case Refused(var reason) -> reason.name();
        };
    }

    private static String name(ChargeState state) {
        return state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String name(ProviderOperation operation) {
        return operation.kind().name().toLowerCase(Locale.ROOT);
    }

    private static ProviderOperation operation(ChargeDecision decision) {
        return switch (decision) {
            case Changed changed -> changed.operations().getFirst();
            case Voided(ProviderOperation operation) -> operation;
            case Refused refused -> throw new IllegalArgumentException(refused.toString());
        };
    }

    private static ChargeDecision decide(Charge charge, ChargeCommand command) {
        return ChargeRules.decide(charge, command, SampleCharges.CREATED);
    }

    private static Charge changed(Charge charge, ChargeCommand command) {
        return ((Changed) decide(charge, command)).next();
    }

    private static ProviderApproved approved(String reference) {
        return new ProviderApproved(ref(reference), SampleCharges.CREATED);
    }

    private static Describe describe(Optional<String> description, Optional<String> metadata) {
        return new Describe(description, metadata.map(RawJson::new));
    }

    private static ProviderReference ref(String reference) {
        return new ProviderReference(reference);
    }
}
