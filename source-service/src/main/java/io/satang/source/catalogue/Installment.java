package io.satang.source.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a bank lets its customers pay in months (reference omise-api §13).
 *
 * @param terms        the terms that it offers, shortest first
 * @param loanTerms    months for those who pay by a loan card; empty where that makes no difference
 * @param orderMinimum the smallest order for any term, in subunits; the country's value
 * @param interestRate percent per month, which the merchant pays when it absorbs the interest
 */
public record Installment(List<Term> terms, List<Integer> loanTerms, long orderMinimum, BigDecimal interestRate) {
    public Installment {
        terms = List.copyOf(terms);
        loanTerms = List.copyOf(loanTerms);
        Objects.requireNonNull(interestRate, "interestRate");
        if (terms.isEmpty() || orderMinimum < 0 || interestRate.signum() < 0) {
            throw new IllegalArgumentException("installments need terms, and no minimum or rate below zero");
        }
    }

    /**
     * One length.
     *
     * @param months       how many monthly payments
     * @param orderMinimum the smallest order for this length, in subunits: what the bank wants per month, times the months
     */
    public record Term(int months, long orderMinimum) {
        public Term {
            if (months < 1 || orderMinimum < 0) {
                throw new IllegalArgumentException(months + " months from " + orderMinimum + " are no term");
            }
        }
    }

    /** The term of that many months, if the bank offers it. */
    public Optional<Term> term(long months) {
        return terms.stream().filter(term -> term.months() == months).findFirst();
    }

    /** The smallest order that may be paid over this term, in subunits. */
    public long minimumFor(Term term) {
        return Math.max(orderMinimum, term.orderMinimum());
    }
}
