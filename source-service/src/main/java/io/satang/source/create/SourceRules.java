package io.satang.source.create;

import io.satang.source.catalogue.Catalogue;
import io.satang.source.catalogue.Installment;
import io.satang.source.catalogue.Installment.Term;
import io.satang.source.catalogue.Market;
import io.satang.source.catalogue.PaymentMethod;
import io.satang.source.create.SourceDecision.Accepted;
import io.satang.source.create.SourceDecision.Refused;
import io.satang.source.create.SourceDraft.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which requests become sources, and what they become: a pure function of the request, the account, the catalogue and the time. It knows
 * every request an answer, and the answer is the documented one (reference omise-api §6, §12, §13).
 */
final class SourceRules {
    private static final String NO_SUCH_TYPE = "type is currently not supported";
    private static final String NO_SUCH_CURRENCY = "currency is currently not supported";
    private static final String NO_AMOUNT = "amount is not a number";
    private static final Set<String> JUDGED_APART = Set.of("type", "currency", "amount");

    private SourceRules() {}

    /** Judges type, currency, amount, parameters and installment term, in this order, and names every fault. */
    static SourceDecision decide(SourceRequest request, Merchant merchant, Catalogue catalogue, Instant now) {
        Optional<PaymentMethod> method = request.type()
                .flatMap(catalogue::method)
                .filter(known -> known.market(merchant.country()).isPresent());
        return method.isEmpty() ? ofNoMethod(request, catalogue) : decide(request, merchant, method.get(), now);
    }

    /** Of a method that is not known only what holds for every method can be said. */
    private static Refused ofNoMethod(SourceRequest request, Catalogue catalogue) {
        boolean currency = request.currency().filter(catalogue::takes).isPresent();
        return Refused.of(Stream.of(
                        Stream.of(NO_SUCH_TYPE),
                        currency ? Stream.<String>empty() : Stream.of(NO_SUCH_CURRENCY),
                        noAmount(request).stream(),
                        request.unreadable().entrySet().stream()
                                .filter(fault -> !JUDGED_APART.contains(fault.getKey()))
                                .map(Map.Entry::getValue))
                .flatMap(faults -> faults)
                .toList());
    }

    private static SourceDecision decide(SourceRequest request, Merchant merchant, PaymentMethod method, Instant now) {
        Market market = method.market(merchant.country()).orElseThrow();
        List<String> faults = new ArrayList<>();
        boolean currency = fits(request.currency(), market, merchant);
        if (!currency) {
            faults.add(NO_SUCH_CURRENCY);
        }
        Optional<String> amount = noAmount(request)
                // Limits are in the market's currency and say nothing about another one.
                .or(() -> currency ? amountFault(request, market) : Optional.empty());
        amount.ifPresent(faults::add);
        faults.addAll(ParameterRules.faults(request, method));
        boolean amountFits = currency && amount.isEmpty();
        method.installment()
                .flatMap(installment -> termFault(request, installment, market.currency(), amountFits))
                .ifPresent(faults::add);
        request.unreadable().forEach((name, fault) -> {
            if (!JUDGED_APART.contains(name)) {
                faults.add(fault);
            }
        });
        return faults.isEmpty() ? new Accepted(draft(request, merchant, method, market, now)) : Refused.of(faults);
    }

    private static boolean fits(Optional<String> currency, Market market, Merchant merchant) {
        return currency.map(code -> code.toUpperCase(Locale.ROOT))
                .filter(market.currency()::equals)
                .filter(merchant.currencies()::contains)
                .isPresent();
    }

    private static Optional<String> noAmount(SourceRequest request) {
        return request.unreadable("amount")
                .or(() -> request.amount().isEmpty() ? Optional.of(NO_AMOUNT) : Optional.empty());
    }

    private static Optional<String> amountFault(SourceRequest request, Market market) {
        long amount = request.amount().orElseThrow();
        if (amount < market.amount().minimum()) {
            return Optional.of(below(market.amount().minimum(), market.currency()));
        }
        return amount > market.amount().maximum()
                ? Optional.of("amount must be less than or equal to "
                        + subunits(market.amount().maximum(), market.currency()))
                : Optional.empty();
    }

    private static Optional<String> termFault(
            SourceRequest request, Installment installment, String currency, boolean amountFits) {
        if (request.installmentTerm().isEmpty()) {
            return request.unreadable("installment_term").or(() -> Optional.of("installment_term cannot be blank"));
        }
        Optional<Term> term = installment.term(request.installmentTerm().getAsLong());
        if (term.isEmpty()) {
            return Optional.of("installment_term must be one of " + offered(installment));
        }
        long minimum = installment.minimumFor(term.get());
        return amountFits && request.amount().orElseThrow() < minimum
                ? Optional.of(below(minimum, currency))
                : Optional.empty();
    }

    private static SourceDraft draft(
            SourceRequest request, Merchant merchant, PaymentMethod method, Market market, Instant now) {
        return new SourceDraft(
                method,
                request.amount().orElseThrow(),
                market.currency(),
                ParameterRules.taken(request, method),
                request.billing().filter(address -> method.takes("billing")),
                request.shipping().filter(address -> method.takes("shipping")),
                method.takes("items") ? request.items() : List.of(),
                method.installment().map(installment -> plan(request, merchant, installment)),
                now,
                method.sourceExpiry().map(now::plus));
    }

    private static Plan plan(SourceRequest request, Merchant merchant, Installment installment) {
        return new Plan(
                Math.toIntExact(request.installmentTerm().orElseThrow()),
                request.zeroInterest().orElse(merchant.absorbsInterest()),
                installment.interestRate());
    }

    private static String below(long minimum, String currency) {
        return "amount must be greater than or equal to " + subunits(minimum, currency);
    }

    private static String subunits(long amount, String currency) {
        return amount + " (" + currency.toLowerCase(Locale.ROOT) + " subunits)";
    }

    private static String offered(Installment installment) {
        return installment.terms().stream()
                .map(term -> Integer.toString(term.months()))
                .collect(Collectors.joining(", "));
    }
}
