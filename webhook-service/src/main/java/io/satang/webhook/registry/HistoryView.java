package io.satang.webhook.registry;

import io.satang.events.RawJson;
import io.satang.platform.json.ApiJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was done to an endpoint, the newest first. */
record HistoryView(String object, String endpoint, List<RawJson> data) {

    static String render(String endpoint, List<HistoryEntry> entries) {
        List<RawJson> data = entries.stream()
                .map(ChangeView::of)
                .map(ApiJson::write)
                .map(RawJson::new)
                .toList();
        return ApiJson.write(new HistoryView("list", endpoint, data));
    }

    /** One change. */
    record ChangeView(
            String object,
            long version,
            String action,
            String state,
            Optional<String> reason,
            String actor,
            Optional<String> requestId,
            Instant createdAt) {

        static ChangeView of(HistoryEntry entry) {
            return new ChangeView(
                    "webhook_endpoint_change",
                    entry.version(),
                    entry.action(),
                    entry.state(),
                    entry.reason(),
                    entry.actor(),
                    entry.requestId(),
                    entry.at());
        }
    }
}
