package io.satang.charge.customer;

import io.satang.platform.idempotency.IdempotencyRequest;
import java.time.Instant;
import java.util.Objects;

/**
 * That a customer is written for a request with an idempotency key, which is claimed in the transaction that writes the customer.
 *
 * @param request the key and what was sent with it
 * @param answer  what this request and its repetitions are answered
 * @param at      when the key is claimed
 */
record KeyedCustomer(IdempotencyRequest request, String answer, Instant at) {
    KeyedCustomer {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(at, "at");
    }
}
