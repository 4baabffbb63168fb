package io.satang.console.page;

import io.satang.console.visit.Cookies;

/** A part of the console, as its navigation has them. */
public enum Section {
    HOME(""),
    CHARGES("/charges"),
    WEBHOOKS("/webhooks"),
    EVENTS("/events"),
    REQUESTS("/requests"),
    KEYS("/keys"),
    METHODS("/methods"),
    CUSTOMERS("/customers"),
    REFUNDS("/refunds"),
    OFFERS("/offers"),
    /** For operators: where they sign in, and in the local stack for everybody. */
    SYSTEM("/system");

    private final String path;

    Section(String path) {
        this.path = path;
    }

    /** The address of its first page. */
    public String path() {
        return Cookies.ROOT + path;
    }

    String name(Words words) {
        return switch (this) {
            case HOME -> words.home();
            case CHARGES -> words.charges();
            case WEBHOOKS -> words.webhooks();
            case EVENTS -> words.events();
            case REQUESTS -> words.requests();
            case KEYS -> words.keys();
            case METHODS -> words.methods();
            case CUSTOMERS -> words.customers();
            case REFUNDS -> words.refunds();
            case OFFERS -> words.offers();
            case SYSTEM -> words.system();
        };
    }
}
