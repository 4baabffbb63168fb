package io.satang.source.create;

import io.satang.source.catalogue.AmountRange;
import io.satang.source.catalogue.Catalogue;
import io.satang.source.catalogue.Installment;
import io.satang.source.catalogue.Installment.Term;
import io.satang.source.catalogue.Market;
import io.satang.source.catalogue.PaymentMethod;
import io.satang.source.create.SourceDecision.Accepted;
import io.satang.source.create.SourceDecision.Refused;
import io.satang.source.create.SourceDraft.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Which requests become sources, and what they become: a pure function of the request, the account, the catalogue and the time. It knows
 * every request an answer, and the answer is the documented one (reference omise-api §6, §12, §13).
 */
final class SourceRules {
    private static final Refused NO_SUCH_TYPE = new Refused("type is currently not supported");
    private static final Refused NO_SUCH_CURRENCY = new Refused("currency is currently not supported");
    private static final Refused NO_AMOUNT = new Refused("amount is not a number");

    private SourceRules() {}

    /** Judges type, currency, amount, parameters and installment term, in this order; the first fault is the answer. */
    static SourceDecision decide(SourceRequest request, Merchant merchant, Catalogue catalogue, Instant now) {
        Optional<PaymentMethod> method = request.type()
                .flatMap(catalogue::method)
                .filter(known -> known.market(merchant.country()).isPresent());
        return method.isEmpty() ? NO_SUCH_TYPE : decide(request, merchant, method.get(), now);
    }

    private static SourceDecision decide(SourceRequest request, Merchant merchant, PaymentMethod method, Instant now) {
        Market market = method.market(merchant.country()).orElseThrow();
        return currencyFault(request.currency(), market, merchant)
                .or(() -> amountFault(request.amount(), market.amount(), market.currency()))
                .or(() -> ParameterRules.fault(request, method).map(Refused::new))
                .or(() -> termFault(request, method, market.currency()))
                .<SourceDecision>map(refused -> refused)
                .orElseGet(() -> new Accepted(draft(request, merchant, method, market, now)));
    }

    private static Optional<Refused> currencyFault(Optional<String> currency, Market market, Merchant merchant) {
        boolean fits = currency.map(code -> code.toUpperCase(Locale.ROOT))
                .filter(market.currency()::equals)
                .filter(merchant.currencies()::contains)
                .isPresent();
        return fits ? Optional.empty() : Optional.of(NO_SUCH_CURRENCY);
    }

    private static Optional<Refused> amountFault(OptionalLong amount, AmountRange allowed, String currency) {
        if (amount.isEmpty()) {
            return Optional.of(NO_AMOUNT);
        }
        if (amount.getAsLong() < allowed.minimum()) {
            return Optional.of(below(allowed.minimum(), currency));
        }
        return amount.getAsLong() > allowed.maximum()
                ? Optional.of(
                        new Refused("amount must be less than or equal to " + subunits(allowed.maximum(), currency)))
                : Optional.empty();
    }

    private static Optional<Refused> termFault(SourceRequest request, PaymentMethod method, String currency) {
        return method.installment().flatMap(installment -> termFault(request, installment, currency));
    }

    private static Optional<Refused> termFault(SourceRequest request, Installment installment, String currency) {
        if (request.installmentTerm().isEmpty()) {
            return Optional.of(new Refused("installment_term cannot be blank"));
        }
        Optional<Term> term = installment.term(request.installmentTerm().getAsLong());
        if (term.isEmpty()) {
            return Optional.of(new Refused("installment_term must be one of " + offered(installment)));
        }
        long minimum = installment.minimumFor(term.get());
        return request.amount().orElseThrow() < minimum ? Optional.of(below(minimum, currency)) : Optional.empty();
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

    private static Refused below(long minimum, String currency) {
        return new Refused("amount must be greater than or equal to " + subunits(minimum, currency));
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
