package io.satang.load;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** Which pages of the console are asked for: each section, and the lists with their filters. */
final class ConsolePages {
    private static final int DAYS_BACK = 10;

    private ConsolePages() {}

    /** A page. */
    record Page(String name, String path) {
        private static Page of(String name, String path) {
            return new Page(name, "/console" + path);
        }
    }

    static List<Page> of(Models models) {
        LocalDate day = LocalDate.now(Clock.systemUTC()).minusDays(DAYS_BACK);
        return List.of(
                Page.of("Home", ""),
                Page.of("Charges", "/charges"),
                Page.of("Charges, far behind", "/charges?offset=10000"),
                Page.of("Charges of a day", "/charges?from=" + day + "&to=" + day),
                Page.of("Charges, successful", "/charges?status=successful"),
                Page.of("Charges, failed", "/charges?status=failed"),
                Page.of("Charges, pending", "/charges?status=pending"),
                Page.of("Charges, expired", "/charges?status=expired"),
                Page.of("Charges, reversed", "/charges?status=reversed"),
                Page.of("Charges, failed, read on", "/charges?status=failed&after=" + models.failed()),
                Page.of("Charges by card", "/charges?type=card"),
                Page.of("Charges by card, failed", "/charges?type=card&status=failed"),
                Page.of("Charges by PromptPay", "/charges?type=promptpay"),
                Page.of("Charges with a text", "/charges?text=rder+7"),
                Page.of("Charges with a text, a day", "/charges?text=nothing+like+it&from=" + day + "&to=" + day),
                Page.of("One charge", "/charges/" + models.paid()),
                Page.of("One charge with refunds", "/charges/" + models.refunded()),
                Page.of("Methods", "/methods"),
                Page.of("Customers", "/customers"),
                Page.of("Refunds", "/refunds"),
                Page.of("Offers", "/offers"),
                Page.of("Webhooks", "/webhooks"),
                Page.of("One endpoint", "/webhooks/" + models.endpoint()),
                Page.of("Keys", "/keys"),
                Page.of("Requests", "/requests"),
                Page.of("Requests, refused", "/requests?status=4xx"),
                Page.of("Requests of a route", "/requests?method=POST&path=%2Fcharges"),
                Page.of("Events", "/events"),
                Page.of("Events of a charge", "/events?object=" + models.paid()),
                Page.of("Events, undelivered", "/events?delivery=exhausted"),
                Page.of("Events of a kind", "/events?key=charge.complete"),
                Page.of("System", "/system"));
    }
}
