package io.satang.platform.call;

import io.smallrye.mutiny.Uni;

/** The internal routes of another service. Both ways to ask fail when no answer comes in time. */
public interface InternalRoutes {

    /**
     * What a route answered, whatever it was.
     *
     * @param status of HTTP
     */
    record Answer(int status, String body) {}

    /** Asks something, which may be asked twice. */
    Uni<Answer> get(String path);

    /** Has something done, which is sent to one replica only. */
    Uni<Answer> post(String path, String body);
}
