package io.satang.webhook.recovery;

import io.satang.platform.json.ApiJson;
import io.satang.webhook.event.DeliveryNumber;
import java.util.List;

/** The answer to a resend: which deliveries will be made. */
record ResendView(String object, String event, List<String> deliveries) {

    static String render(String eventId, List<Integer> slots) {
        List<String> deliveries = slots.stream()
                .map(slot -> new DeliveryNumber(eventId, slot).toString())
                .toList();
        return ApiJson.write(new ResendView("resend", eventId, deliveries));
    }
}
