package io.satang.charge.customer;

import io.satang.platform.idempotency.IdempotencyRequest;
import java.util.Objects;

/**
 * That a customer is made for a request with an idempotency key, which is claimed in the transaction that writes the customer.
 *
 * @param request the key and what was sent with it
 * @param answer  what this request and its repetitions are answered
 */
record KeyedCustomer(IdempotencyRequest request, String answer) {
    KeyedCustomer {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(answer, "answer");
    }
}
