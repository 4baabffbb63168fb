package io.satang.console;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser without script does: keeps cookies, sends forms with the token of the page, follows nothing by itself. */
final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"");

    private final Map<String, String> cookies = new HashMap<>();

    static Browser signedIn(String key) {
        Browser browser = new Browser();
        browser.send("/console/sign-in", Map.of("key", key)).then().statusCode(303);
        return browser;
    }

    Map<String, String> cookies() {
        return cookies;
    }

    Response get(String path) {
        return keep(request().get(path));
    }

    /** A form as it stands. */
    Response send(String path, Map<String, String> fields) {
        return keep(request().formParams(fields).post(path));
    }

    /** A form with the token of a page. */
    Response submit(String page, String path, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("csrf", token(page));
        return send(path, all);
    }

    String token(String page) {
        Matcher token = TOKEN.matcher(get(page).asString());
        if (!token.find()) {
            throw new AssertionError("no form on " + page);
        }
        return token.group(1);
    }

    RequestSpecification request() {
        return RestAssured.given().redirects().follow(false).cookies(cookies);
    }

    private Response keep(Response response) {
        cookies.putAll(response.getCookies());
        return response;
    }
}
