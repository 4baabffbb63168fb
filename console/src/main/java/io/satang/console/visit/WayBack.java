package io.satang.console.visit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.regex.Pattern;

/** Where somebody wanted to go who has to sign in first: a page of ours, and nothing else. */
public final class WayBack {
    private static final Pattern OURS = Pattern.compile("/console(/[A-Za-z0-9_/-]*)?(\\?[A-Za-z0-9_.~%&=+:,-]*)?");
    private static final int CHARS_MAX = 1_000;

    private WayBack() {}

    /** The page, or the console's first page when this is not one of ours. */
    public static URI to(String page) {
        boolean ours = page.length() <= CHARS_MAX && OURS.matcher(page).matches() && !page.contains("//");
        return URI.create(ours ? page : Cookies.ROOT);
    }

    /** The page where to sign in, from which it goes on to this page. */
    public static URI through(String page) {
        return URI.create(Cookies.ROOT + "/sign-in?back=" + URLEncoder.encode(to(page).toString(), UTF_8));
    }
}
