package io.satang.charge.decision;

import io.satang.events.EventJson;
import io.satang.events.ExpiryBounds;
import io.satang.events.MalformedEventException;
import io.satang.events.Pricing;
import io.satang.events.RawJson;
import io.satang.events.SourceCreated;
import io.satang.platform.id.Ids;
import io.satang.testing.TestAccounts;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sources as the source-service announces them: the three of the seeds, to begin with. */
public final class SampleSources {
    private static final Ids IDS = new Ids(Clock.systemUTC());
    private static final BigDecimal FEE = new BigDecimal("3.65");
    private static final BigDecimal VAT = new BigDecimal("7.0");

    private final String id = IDS.next("src", false);
    private String accountId = TestAccounts.ACCOUNT;
    private String type;
    private String flow;
    private long amount;
    private String currency;
    private Pricing pricing = new Pricing(FEE, VAT, BigDecimal.ZERO, 0, false);
    private List<String> failureCodes = List.of("payment_rejected", "failed_processing", "insufficient_fund");
    private Duration chargeExpiry = Duration.ofDays(7);
    private boolean expirySettable;
    private boolean refundable;
    private boolean partiallyRefundable;
    private Optional<ExpiryBounds> expiryBounds = Optional.empty();
    private Optional<Instant> expiresAt = Optional.empty();
    private Optional<String> instructions = Optional.empty();
    private Optional<String> qrImageType = Optional.empty();

    private SampleSources(String type, String flow, long amount, String currency) {
        this.type = type;
        this.flow = flow;
        this.amount = amount;
        this.currency = currency;
    }

    /** Pay with Points, THB 4,000.00: the payer is redirected, and nothing can be refunded. */
    public static SampleSources points() {
        return new SampleSources("points_citi", "redirect", 400_000, "THB");
    }

    /** THB 5,000.00 over four months at KBank; the merchant absorbs the interest. */
    public static SampleSources installment() {
        SampleSources sample = new SampleSources("installment_kbank", "redirect", 500_000, "THB");
        sample.pricing = new Pricing(FEE, VAT, new BigDecimal("0.65"), 4, true);
        sample.failureCodes = List.of("insufficient_balance", "payment_cancelled", "timeout", "failed_processing");
        sample.refundable = true;
        return sample;
    }

    /** Atome, SGD 500.00: a QR code of at most twelve hours. */
    public static SampleSources atome() {
        SampleSources sample = new SampleSources("atome_qr", "offline", 50_000, "SGD");
        sample.failureCodes = List.of("payment_expired", "payment_rejected", "failed_processing");
        sample.chargeExpiry = Duration.ofHours(12);
        sample.expirySettable = true;
        sample.refundable = true;
        sample.partiallyRefundable = true;
        return sample;
    }

    /** A bill of THB 500.00 to be paid at a counter. */
    public static SampleSources bill() {
        SampleSources sample = new SampleSources("bill_payment_tesco_lotus", "offline", 50_000, "THB");
        sample.failureCodes = List.of("payment_expired", "failed_processing");
        return sample.instructions("bill");
    }

    /** JPY 5,000 to be paid at a convenience store, within sixty days at the most. */
    public static SampleSources convenienceStore() {
        SampleSources sample = new SampleSources("econtext", "offline", 5_000, "JPY");
        sample.failureCodes = List.of("payment_expired", "failed_processing");
        return sample.expiryBetween(Duration.ofSeconds(30), Duration.ofDays(60)).instructions("payment_code");
    }

    /** The payload that {@link EventJson} wrote. */
    public static SourceCreated read(String payload) {
        try {
            return EventJson.read(payload, SourceCreated.class);
        } catch (MalformedEventException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public SampleSources ofAccount(String account) {
        accountId = account;
        return this;
    }

    public SampleSources type(String name) {
        type = name;
        return this;
    }

    public SampleSources flow(String name) {
        flow = name;
        return this;
    }

    public SampleSources amount(long subunits, String code) {
        amount = subunits;
        currency = code;
        return this;
    }

    public SampleSources chargesExpireAfter(Duration expiry) {
        chargeExpiry = expiry;
        return this;
    }

    public SampleSources expiresAt(Instant end) {
        expiresAt = Optional.of(end);
        return this;
    }

    public SampleSources expiryBetween(Duration minimum, Duration maximum) {
        expirySettable = true;
        expiryBounds = Optional.of(new ExpiryBounds(minimum.toSeconds(), maximum.toSeconds()));
        return this;
    }

    public SampleSources instructions(String name) {
        instructions = Optional.of(name);
        return this;
    }

    public SampleSources qrImageType(String name) {
        qrImageType = Optional.of(name);
        return this;
    }

    public SourceCreated build() {
        return new SourceCreated(
                id,
                accountId,
                false,
                type,
                flow,
                amount,
                currency,
                pricing,
                failureCodes,
                chargeExpiry.toSeconds(),
                expirySettable,
                expiryBounds,
                refundable,
                partiallyRefundable,
                expiresAt,
                instructions,
                object());
    }

    private RawJson object() {
        String qrSettings = qrImageType
                .map(name -> ",\"qr_settings\":{\"image_type\":\"" + name + "\"}")
                .orElse("");
        return new RawJson("""
                {"object":"source","id":"%s","livemode":false,"location":"/sources/%s","amount":%d,"currency":"%s","type":"%s",\
                "flow":"%s","scannable_code":null,"charge_status":"unknown"%s}""".formatted(id, id, amount, currency, type, flow, qrSettings));
    }
}
