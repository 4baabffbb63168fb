package io.satang.console.page;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.satang.console.visit.Language;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;

/**
 * How things are said to a visitor.
 *
 * @param language in which language
 * @param zone     in whose time
 */
public record Wording(Language language, ZoneId zone) {
    private static final Map<String, String> ZONES = Map.of(
            "TH", "Asia/Bangkok",
            "JP", "Asia/Tokyo",
            "SG", "Asia/Singapore",
            "MY", "Asia/Kuala_Lumpur");
    private static final String TIME = "d MMM uuuu, HH:mm:ss";
    private static final Duration DAYS_FROM = Duration.ofDays(2);
    private static final Duration HOURS_FROM = Duration.ofHours(2);

    /** For an account of this country. */
    public static Wording of(Language language, String country) {
        return new Wording(language, ZoneId.of(ZONES.getOrDefault(country, "UTC")));
    }

    /** The texts of a bundle. */
    public <T> T in(Class<T> bundle) {
        return language == Language.ENGLISH
                ? MessageBundles.get(bundle)
                : MessageBundles.get(bundle, Localized.Literal.of(language.tag()));
    }

    /** The texts that all pages share. */
    public Words words() {
        return in(Words.class);
    }

    /** A point in time. */
    public Moment moment(Instant instant) {
        return new Moment(
                instant.toString(),
                DateTimeFormatter.ofPattern(TIME + " 'UTC'", Locale.ENGLISH)
                        .withZone(ZoneOffset.UTC)
                        .format(instant),
                DateTimeFormatter.ofPattern(TIME, language.locale())
                        .withZone(zone)
                        .format(instant));
    }

    /** An amount in subunits, in main units with its currency: {@code 4,000.00 THB}. */
    public String amount(long subunits, String currency) {
        int digits = digits(currency);
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ENGLISH);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(subunits, digits)) + "\u00a0" + currency;
    }

    /** How long until then, roughly; never negative. */
    public String until(Instant then, Instant now) {
        Duration left = then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
        if (left.compareTo(DAYS_FROM) >= 0) {
            return words().inDays(left.toDays());
        }
        if (left.compareTo(HOURS_FROM) >= 0) {
            return words().inHours(left.toHours());
        }
        return left.compareTo(Duration.ofMinutes(2)) >= 0
                ? words().inMinutes(left.toMinutes())
                : words().inSeconds(left.toSeconds());
    }

    /** How many digits of an amount stand behind the point. */
    public static int digits(String currency) {
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(Currency::getDefaultFractionDigits)
                .findFirst()
                .orElse(2);
    }
}
