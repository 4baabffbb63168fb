package io.satang.platform.uri;

import io.satang.platform.error.ApiException;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which webhook addresses merchants may give, in whatever field: every {@link WebhookUri}, plain HTTP only in the local stack. */
@Singleton
public class WebhookUriRule {
    private final boolean plainHttp;

    /** @param plainHttp whether webhooks may go without TLS, and to private addresses */
    public WebhookUriRule(
            @ConfigProperty(name = "satang.webhook.allow-private-addresses", defaultValue = "false")
                    boolean plainHttp) {
        this.plainHttp = plainHttp;
    }

    /**
     * The address in the spelling that is stored.
     *
     * @param what what the merchant calls it, in the singular
     * @throws ApiException {@code bad_request} when nothing can be delivered to it
     */
    public String check(String what, String text) {
        if (text.length() > WebhookUri.CHARS_MAX) {
            throw ApiException.badRequest(what + " is too long (maximum is " + WebhookUri.CHARS_MAX + " characters)");
        }
        return WebhookUri.parse(text)
                .filter(WebhookUri::hasAcceptableHost)
                .filter(uri -> uri.secure() || plainHttp)
                .map(WebhookUri::text)
                .orElseThrow(() -> ApiException.badRequest(what.replace('_', ' ') + " is invalid"));
    }
}
