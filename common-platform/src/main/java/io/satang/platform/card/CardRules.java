package io.satang.platform.card;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a card is in order (reference omise-api §6 and §8.4). Clients look for the words of the faults and for their order: expiration
 * month, name, expiration year, expiration date, number, brand.
 */
public final class CardRules {
    /** The parameters beside name, number, expiry and security code. */
    public static final List<String> BILLING =
            List.of("street1", "street2", "city", "state", "postal_code", "country", "phone_number", "email");

    private static final String NUMBER = "number";
    private static final String NAME = "name";
    private static final String MONTH = "expiration_month";
    private static final String YEAR = "expiration_year";
    private static final String SECURITY_CODE = "security_code";

    private static final int TEXT_CHARS_MAX = 255;
    private static final int PREFIX_DIGITS = 6;
    private static final Pattern MONTH_SHAPE = Pattern.compile("0?[1-9]|1[0-2]");
    private static final Pattern NUMBER_SHAPE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern YEAR_SHAPE = Pattern.compile("[1-9][0-9]{3}");

    private final CardRequest request;
    private final Optional<CardNumber> number;
    private final List<String> faults = new ArrayList<>();

    private CardRules(CardRequest request) {
        this.request = request;
        this.number = request.text(NUMBER).flatMap(CardNumber::parse);
    }

    /** The parameters that a card is read from. */
    public static Stream<String> parameters() {
        return Stream.concat(Stream.of(NUMBER, NAME, MONTH, YEAR, SECURITY_CODE), BILLING.stream());
    }

    /**
     * Judges a card.
     *
     * @param now     the present month
     * @param livemode whether the card is to be charged in earnest: a test card may have expired, as those of the clients' own tests have
     */
    public static CardDecision decide(CardRequest request, YearMonth now, boolean livemode) {
        return new CardRules(request).decide(now, livemode);
    }

    private CardDecision decide(YearMonth now, boolean livemode) {
        checkMonth();
        checkText(NAME, true);
        checkYear();
        checkDate(now, livemode);
        checkNumber();
        checkSecurityCode();
        BILLING.forEach(name -> checkText(name, false));
        return faults.isEmpty() ? accepted() : new CardDecision.Refused(faults);
    }

    private void checkMonth() {
        if (isBlank(MONTH)) {
            faults.add("expiration month can't be blank");
        }
        if (month().isEmpty()) {
            faults.add("expiration month is not between 1 and 12");
        }
    }

    private void checkYear() {
        if (isBlank(YEAR)) {
            faults.add("expiration year can't be blank");
        }
        if (year().isEmpty()) {
            faults.add("expiration year is invalid");
        }
    }

    private void checkDate(YearMonth now, boolean livemode) {
        boolean noSuchMonth = request.text(MONTH).filter(matches(NUMBER_SHAPE)).isPresent() && month().isEmpty();
        if (noSuchMonth) {
            faults.add("expiration date is invalid");
        }
        boolean past = month().flatMap(month -> year().map(year -> YearMonth.of(year, month)))
                .filter(expiry -> expiry.isBefore(now))
                .isPresent();
        if (past && livemode) {
            faults.add("expiration date cannot be in the past");
        }
    }

    private void checkNumber() {
        Optional<Brand> brand = brand();
        if (isBlank(NUMBER)) {
            faults.add("number can't be blank");
        } else if (number.isEmpty() || brand.filter(known -> !fits(known)).isPresent()) {
            faults.add("number is invalid");
        }
        if (brand.isEmpty()) {
            faults.add("brand not supported (unknown)");
        }
    }

    private boolean fits(Brand brand) {
        return number.filter(card -> brand.hasLength(card.digits().length())).isPresent();
    }

    private void checkSecurityCode() {
        boolean wrong = request.isUnreadable(SECURITY_CODE)
                || request.text(SECURITY_CODE)
                        .filter(text -> SecurityCode.parse(text).isEmpty())
                        .isPresent();
        if (wrong) {
            faults.add("security code is invalid");
        }
    }

    private void checkText(String name, boolean required) {
        if (required && isBlank(name)) {
            faults.add(name + " can't be blank");
        }
        String text = request.text(name).orElse("");
        if (text.codePointCount(0, text.length()) > TEXT_CHARS_MAX) {
            faults.add(name + " is too long (maximum is " + TEXT_CHARS_MAX + " characters)");
        }
        // What is typed into the wrong field would be kept in clear.
        if (request.isUnreadable(name) || number.filter(card -> card.isIn(text)).isPresent()) {
            faults.add(name + " is invalid");
        }
    }

    private CardDecision accepted() {
        Map<String, String> billing = new HashMap<>();
        BILLING.forEach(name -> request.text(name).ifPresent(text -> billing.put(name, text)));
        return new CardDecision.Accepted(new CardDraft(
                number.orElseThrow(),
                brand().orElseThrow(),
                request.text(SECURITY_CODE).flatMap(SecurityCode::parse),
                request.text(NAME).orElseThrow(),
                month().orElseThrow(),
                year().orElseThrow(),
                billing));
    }

    private boolean isBlank(String name) {
        return !request.isUnreadable(name) && request.text(name).orElse("").isBlank();
    }

    private Optional<Integer> month() {
        return request.text(MONTH).filter(matches(MONTH_SHAPE)).map(Integer::valueOf);
    }

    private Optional<Integer> year() {
        return request.text(YEAR).filter(matches(YEAR_SHAPE)).map(Integer::valueOf);
    }

    /** Of a number that is wrong, too, as long as it is digits. */
    private Optional<Brand> brand() {
        return request.text(NUMBER)
                .map(text -> text.replace(" ", ""))
                .filter(text -> text.length() >= PREFIX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9'))
                .flatMap(digits -> Brand.of(Integer.parseInt(digits.substring(0, PREFIX_DIGITS))));
    }

    private static Predicate<String> matches(Pattern shape) {
        return text -> shape.matcher(text).matches();
    }
}
