package io.satang.load;

/** What a payment's time is measured in. */
enum Step {
    SOURCE("POST /sources"),
    TOKEN("POST /tokens"),
    CHARGE("POST /charges"),
    PAY("pay"),
    /** From the answer that told the payer it is paid to the arrival of {@code charge.complete}. */
    WEBHOOK("paid -> webhook");

    private final String title;

    Step(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
