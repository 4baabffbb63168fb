package io.satang.source.create;

import static io.satang.source.create.Requests.CATALOGUE;
import static io.satang.source.create.Requests.merchant;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.EventJson;
import io.satang.events.SourceCreated;
import io.satang.platform.id.Ids;
import io.satang.platform.json.ApiJson;
import io.satang.source.catalogue.Installment;
import io.satang.source.catalogue.Market;
import io.satang.source.catalogue.PaymentMethod;
import io.satang.source.create.SourceDecision.Accepted;
import io.satang.source.create.SourceDecision.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every request, however odd. */
class SourceRulesPropertyTest {
    private static final Instant NOW = Instant.parse("2026-01-15T08:04:08Z");

    @Property
    void whatIsAcceptedIsWithinTheLimits(
            @ForAll("requests") SourceRequest request, @ForAll("merchants") Merchant merchant) {
        if (decide(request, merchant) instanceof Accepted(SourceDraft draft)) {
            Market market = draft.method().market(merchant.country()).orElseThrow();
            assertThat(draft.amount())
                    .isBetween(market.amount().minimum(), market.amount().maximum());
            assertThat(draft.currency()).isEqualTo(market.currency());
            assertThat(merchant.currencies()).contains(draft.currency());
            assertThat(draft.plan().isPresent())
                    .isEqualTo(draft.method().installment().isPresent());
            draft.plan().ifPresent(plan -> assertPaysEnoughEachMonth(draft, plan.months()));
        }
    }

    @Property
    void whatIsRefusedIsToldWhy(@ForAll("requests") SourceRequest request, @ForAll("merchants") Merchant merchant) {
        if (decide(request, merchant) instanceof Refused(String message)) {
            assertThat(message).matches("[a-z_\\[\\]]+ \\S.*").hasSizeLessThan(2_000);
        }
    }

    @Property
    void theSameRequestIsAlwaysDecidedTheSame(
            @ForAll("requests") SourceRequest request, @ForAll("merchants") Merchant merchant) {
        assertThat(decide(request, merchant)).isEqualTo(decide(request, merchant));
    }

    @Property
    void onlyAMerchantThatAbsorbsItIsChargedInterest(
            @ForAll("requests") SourceRequest request, @ForAll("merchants") Merchant merchant) {
        if (decide(request, merchant) instanceof Accepted(SourceDraft draft)) {
            boolean absorbs =
                    draft.plan().map(SourceDraft.Plan::merchantAbsorbs).orElse(false);
            assertThat(draft.pricing().merchantAbsorbsInterest()).isEqualTo(absorbs);
            assertThat(absorbs || draft.pricing().interestRate().signum() == 0).isTrue();
        }
    }

    @Property(tries = 300)
    void theEventOfAnAcceptedSourceReadsBack(
            @ForAll("requests") SourceRequest request, @ForAll("merchants") Merchant merchant) throws Exception {
        if (decide(request, merchant) instanceof Accepted(SourceDraft draft)) {
            NewSource source =
                    NewSource.of(draft, merchant, new Ids(Clock.fixed(NOW, ZoneOffset.UTC)), Optional.empty());
            SourceCreated event = EventJson.read(source.payload(), SourceCreated.class);

            assertThat(event.object().text())
                    .isEqualTo(ApiJson.write(SourceView.of(source.id(), merchant.livemode(), draft)));
            assertThat(event.pricing()).isEqualTo(draft.pricing());
            assertThat(event.amount()).isEqualTo(draft.amount());
        }
    }

    @Provide
    Arbitrary<Merchant> merchants() {
        return Combinators.combine(Arbitraries.of("TH", "SG", "MY", "JP"), Arbitraries.of(true, false))
                .as((country, absorbs) -> merchant(country, absorbs));
    }

    /** Mostly nearly right: that is where the faults are. */
    @Provide
    Arbitrary<SourceRequest> requests() {
        Arbitrary<String> types = Arbitraries.oneOf(
                Arbitraries.of(CATALOGUE.methods()).map(PaymentMethod::type),
                Arbitraries.strings().ofMaxLength(20));
        Arbitrary<Long> amounts = Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().between(-1, 20_000_000),
                Arbitraries.of(1_999L, 2_000L, 199_999L, 200_000L, 300_000L, 15_000_000L, 15_000_001L));
        Arbitrary<String> currencies = Arbitraries.of("THB", "thb", "SGD", "MYR", "JPY", "USD", "", "฿");
        Arbitrary<Long> terms = Arbitraries.oneOf(Arbitraries.longs().between(0, 40), Arbitraries.longs());
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.of("0876543210", "payer@example.com", "Somchai", "uob", "WEB", "png", "127.0.0.1"),
                Arbitraries.strings().ofMaxLength(300));
        Arbitrary<Map<String, String>> parameters = Arbitraries.maps(
                        Arbitraries.of(
                                "phone_number", "email", "name", "barcode", "bank", "platform_type", "ip", "nonsense"),
                        texts)
                .ofMaxSize(8);
        return Combinators.combine(
                        types,
                        amounts,
                        currencies.optional(0.95),
                        terms,
                        parameters,
                        Arbitraries.of(true, false).optional())
                .as((type, amount, currency, term, given, zeroInterest) -> new SourceRequest(
                        Optional.of(type),
                        OptionalLong.of(amount),
                        currency,
                        given,
                        Optional.empty(),
                        Optional.of(Requests.SOMEWHERE),
                        List.of(Requests.item(1)),
                        term == 0 ? OptionalLong.empty() : OptionalLong.of(term),
                        zeroInterest,
                        Map.of()));
    }

    private static SourceDecision decide(SourceRequest request, Merchant merchant) {
        return SourceRules.decide(request, merchant, CATALOGUE, NOW);
    }

    private static void assertPaysEnoughEachMonth(SourceDraft draft, int months) {
        Installment installment = draft.method().installment().orElseThrow();
        Installment.Term term = installment.term(months).orElseThrow();
        assertThat(draft.amount())
                .isGreaterThanOrEqualTo(term.orderMinimum())
                .isGreaterThanOrEqualTo(installment.orderMinimum());
    }
}
