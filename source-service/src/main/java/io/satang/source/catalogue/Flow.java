package io.satang.source.catalogue;

/** How the payer gets to pay (reference omise-api §12). */
public enum Flow {
    /** On a web page of the method. */
    REDIRECT("redirect"),
    /** In an app that the charge's {@code authorize_uri} opens. */
    APP_REDIRECT("app_redirect"),
    /** With a code that the charge shows or the merchant scans. */
    OFFLINE("offline");

    private final String wireName;

    Flow(String wireName) {
        this.wireName = wireName;
    }

    /** As requests, answers and events spell it. */
    public String wireName() {
        return wireName;
    }
}
