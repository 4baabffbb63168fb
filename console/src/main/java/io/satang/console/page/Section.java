package io.satang.console.page;

import io.satang.console.visit.Cookies;

/** A part of the console, as its navigation has them. */
public enum Section {
    HOME(""),
    CHARGES("/charges");

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
        };
    }
}
