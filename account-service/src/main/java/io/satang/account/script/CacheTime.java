package io.satang.account.script;

/** How long browsers and whatever is in between keep a file without asking. */
enum CacheTime {
    /** What may be corrected. */
    MINUTES("public, max-age=300"),
    /** What never changes under its address. */
    FOR_EVER("public, max-age=31536000, immutable");

    private final String header;

    CacheTime(String header) {
        this.header = header;
    }

    /** The value of {@code Cache-Control}. */
    String header() {
        return header;
    }
}
