package io.satang.console.charge;

import io.satang.console.page.Pill;
import java.util.Locale;

/** How charges can stand (openapi.yaml, ChargeStatus), and a word for each. */
enum Status {
    PENDING("wait"),
    SUCCESSFUL("good"),
    FAILED("bad"),
    EXPIRED("calm"),
    REVERSED("calm");

    private final String tone;

    Status(String tone) {
        this.tone = tone;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String word(ChargeWords words) {
        return switch (this) {
            case PENDING -> words.pending();
            case SUCCESSFUL -> words.successful();
            case FAILED -> words.failed();
            case EXPIRED -> words.expired();
            case REVERSED -> words.reversed();
        };
    }

    /** A state that is not known yet is shown as the API calls it. */
    static Pill pill(String code, ChargeWords words) {
        for (Status status : values()) {
            if (status.code().equals(code)) {
                return new Pill(status.word(words), status.tone);
            }
        }
        return new Pill(code, "calm");
    }
}
