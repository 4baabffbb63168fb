package io.satang.account.operator;

import java.util.Objects;

/** What became of the wish for a new account. */
sealed interface Opening {
    /** The account is new. */
    record Opened(IssuedKeys issued) implements Opening {
        public Opened {
            Objects.requireNonNull(issued, "issued");
        }
    }

    /**
     * An earlier request with the same idempotency key opened it.
     *
     * @param answer what that request was answered, without the keys
     */
    record Repeated(String answer) implements Opening {
        public Repeated {
            Objects.requireNonNull(answer, "answer");
        }
    }
}
