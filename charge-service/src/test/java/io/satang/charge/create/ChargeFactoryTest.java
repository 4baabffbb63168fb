package io.satang.charge.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.charge.create.PaymentChoice.SourceChoice.Existing;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.PlatformFee;
import io.satang.charge.decision.SampleSources;
import io.satang.events.AccountChanged;
import io.satang.events.RawJson;
import io.satang.events.SourceCreated;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.Ids;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pending charge that a request becomes, to the nanosecond. */
class ChargeFactoryTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Duration MIN = Duration.ofSeconds(30);
    private static final Duration MAX = Duration.ofHours(12);

    private final ChargeFactory factory = new ChargeFactory(new Ids(Clock.fixed(NOW, ZoneOffset.UTC)));

    @Test
    void aChargeExpiresWhenItsMethodSaysUnlessTheMerchantDoes() {
        assertThat(open(SampleSources.points().build(), Optional.empty()).expiresAt())
                .isEqualTo(NOW.plus(Duration.ofDays(7)));
        assertThat(open(SampleSources.atome().build(), Optional.empty()).expiresAt())
                .isEqualTo(NOW.plus(MAX));
    }

    @Test
    void aQrCodesExpiryMayLieOnEitherBound() {
        SourceCreated source = SampleSources.atome().build();

        assertThat(open(source, Optional.of(NOW.plus(MIN))).expiresAt()).isEqualTo(NOW.plus(MIN));
        assertThat(open(source, Optional.of(NOW.plus(MAX))).expiresAt()).isEqualTo(NOW.plus(MAX));
        assertRefused(
                source, NOW.plus(MIN).minusNanos(1), "expires_at must be between 30 seconds and 12 hours from now");
        assertRefused(
                source, NOW.plus(MAX).plusNanos(1), "expires_at must be between 30 seconds and 12 hours from now");
    }

    @Test
    void the_bounds_of_the_source_are_the_bounds_of_its_charge() {
        SourceCreated source = SampleSources.convenienceStore().build();
        Instant last = NOW.plus(Duration.ofDays(60));

        assertThat(open(source, Optional.of(last)).expiresAt()).isEqualTo(last);
        assertRefused(source, last.plusNanos(1), "expires_at must be between 30 seconds and 60 days from now");
        assertRefused(
                SampleSources.points()
                        .expiryBetween(Duration.ofMinutes(1), Duration.ofDays(1))
                        .build(),
                NOW.plusSeconds(59),
                "expires_at must be between 1 minute and 1 day from now");
    }

    @Test
    void aCodeThatLivesForADayCanBeShortenedToTwelveHoursAtTheMost() {
        SourceCreated source =
                SampleSources.atome().chargesExpireAfter(Duration.ofDays(1)).build();

        assertThat(open(source, Optional.empty()).expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertRefused(
                source, NOW.plus(MAX).plusNanos(1), "expires_at must be between 30 seconds and 12 hours from now");
    }

    @Test
    void aSourceMayBeChargedUntilItExpires() {
        assertThat(open(SampleSources.points().expiresAt(NOW.plusNanos(1)).build(), Optional.empty())
                        .state())
                .isInstanceOf(Pending.class);
        assertThatThrownBy(() -> open(SampleSources.points().expiresAt(NOW).build(), Optional.empty()))
                .hasMessage("source has expired");
    }

    @ParameterizedTest(name = "account {0}, request {1}: {2}")
    @CsvSource({"false, , false", "true, , true", "true, false, false", "false, true, true"})
    void whoAbsorbsInterestIsEchoedWhereThereIsNone(boolean account, Boolean request, boolean absorbs) {
        Charge charge = factory.create(
                account(account),
                request(SampleSources.points().build(), Optional.empty(), Optional.ofNullable(request)),
                SampleSources.points().build(),
                NOW);

        assertThat(charge.terms().zeroInterest()).isEqualTo(absorbs);
    }

    @Test
    void anInstallmentsOwnSourceSaysWhoAbsorbsItsInterest() {
        SourceCreated source = SampleSources.installment().build();

        Charge charge =
                factory.create(account(false), request(source, Optional.empty(), Optional.of(false)), source, NOW);

        assertThat(charge.terms().zeroInterest()).isTrue();
    }

    @Test
    void nothingThatShouldNotBeGuessedIsTheSameTwice() {
        SourceCreated source = SampleSources.atome().build();
        Charge one = open(source, Optional.empty());
        Charge two = open(source, Optional.empty());

        assertThat(List.<Object>of(
                        one.id(),
                        one.pageId(),
                        one.terms().documentId(),
                        one.terms().downloadToken()))
                .doesNotContain(
                        two.id(),
                        two.pageId(),
                        two.terms().documentId(),
                        two.terms().downloadToken());
        assertThat(one.terms().downloadToken()).matches("[0-9A-F]{16}");
    }

    private void assertRefused(SourceCreated source, Instant expiresAt, String message) {
        assertThatThrownBy(() -> open(source, Optional.of(expiresAt)))
                .isInstanceOf(ApiException.class)
                .hasMessage(message);
    }

    private Charge open(SourceCreated source, Optional<Instant> expiresAt) {
        return factory.create(account(false), request(source, expiresAt, Optional.empty()), source, NOW);
    }

    private static ChargeRequest request(
            SourceCreated source, Optional<Instant> expiresAt, Optional<Boolean> zeroInterest) {
        return new ChargeRequest(
                new Money(source.amount(), Currency.valueOf(source.currency())),
                new Existing(source.sourceId()),
                Optional.of("https://shop.example/done"),
                Optional.empty(),
                new RawJson("{}"),
                Optional.empty(),
                expiresAt,
                zeroInterest,
                List.of(),
                PlatformFee.NONE,
                Optional.empty());
    }

    private static AccountChanged account(boolean zeroInterest) {
        return new AccountChanged(
                "account_test_1",
                false,
                "TH",
                "THB",
                "merchant@example.com",
                List.of("THB"),
                zeroInterest,
                false,
                Optional.empty(),
                "2019-05-29",
                List.of(),
                NOW,
                Optional.empty(),
                Optional.empty());
    }
}
