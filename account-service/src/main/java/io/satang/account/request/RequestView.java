package io.satang.account.request;

import io.satang.events.RawJson;
import io.satang.events.RequestRecorded;
import java.time.Instant;
import java.util.Optional;

/** A request as its merchant sees it. */
record RequestView(
        String object,
        String id,
        boolean livemode,
        String location,
        String method,
        String path,
        RawJson query,
        RawJson body,
        int status,
        RawJson answer,
        Optional<String> errorCode,
        Optional<String> errorMessage,
        long durationMs,
        Optional<String> requestId,
        Key key,
        Instant createdAt) {

    /** The key that it was made with, as merchants tell keys apart. */
    record Key(String kind, String lastFour) {}

    static RequestView of(KeptRequest kept) {
        RequestRecorded told = kept.told();
        return new RequestView(
                "request",
                told.id(),
                kept.livemode(),
                "/requests/" + told.id(),
                told.method(),
                told.path(),
                told.query(),
                told.body(),
                told.status(),
                told.answer(),
                told.errorCode(),
                told.errorMessage(),
                told.durationMillis(),
                told.requestId(),
                new Key(told.keyKind(), told.keyLastFour()),
                told.at());
    }
}
