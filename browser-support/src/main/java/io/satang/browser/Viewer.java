package io.satang.browser;

import java.util.Objects;

/**
 * Whoever looks at a page.
 *
 * @param language   what the browser asks for, for instance {@code th} or {@code ja,en;q=0.8}
 * @param screen     what it is shown on
 * @param scheme     whether the viewer likes it light or dark
 * @param javaScript whether scripts run
 */
public record Viewer(String language, Screen screen, Scheme scheme, boolean javaScript) {
    /** At a desk, in English, in the light, with scripts. */
    public static final Viewer USUAL = new Viewer("en", Screen.DESKTOP, Scheme.LIGHT, true);

    public Viewer {
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(scheme, "scheme");
    }

    /** What the page is shown on. */
    public enum Screen {
        /** 1280 by 900 pixels. */
        DESKTOP(1280, 900),
        /** 390 by 844 pixels, touched and not clicked. */
        PHONE(390, 844);

        private final int width;
        private final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }
    }

    /** The colours that a viewer likes. */
    public enum Scheme {
        /** Dark on light. */
        LIGHT("light"),
        /** Light on dark. */
        DARK("dark");

        private final String value;

        Scheme(String value) {
            this.value = value;
        }

        String value() {
            return value;
        }
    }

    /** The same, with this {@code Accept-Language}. */
    public Viewer speaking(String other) {
        return new Viewer(other, screen, scheme, javaScript);
    }

    /** The same, at a phone. */
    public Viewer onPhone() {
        return new Viewer(language, Screen.PHONE, scheme, javaScript);
    }

    /** The same, in the dark. */
    public Viewer inTheDark() {
        return new Viewer(language, screen, Scheme.DARK, javaScript);
    }

    /** The same, with scripts off. */
    public Viewer withoutJavaScript() {
        return new Viewer(language, screen, scheme, false);
    }
}
