package io.satang.webhook.delivery;

import io.satang.webhook.delivery.AttemptOutcome.Cause;

/** What one attempt says of the endpoint's host: whether it may be expected to answer the next one. */
enum Standing {
    /** It answered, whatever it said. */
    ANSWERED,
    /** It did not. */
    SILENT,
    /** It was not asked. */
    UNKNOWN;

    static Standing after(AttemptOutcome outcome) {
        return switch (outcome) {
            case AttemptOutcome.Answered unused -> ANSWERED;
            case AttemptOutcome.Unanswered(Cause cause) ->
                switch (cause) {
                    case STATUS -> ANSWERED;
                    case WITHDRAWN -> UNKNOWN;
                    case TIMEOUT, CONNECTION, TLS, NAME, FORBIDDEN -> SILENT;
                };
        };
    }
}
