package io.satang.platform.outbox;

/** What became of one event that was to be published. */
public sealed interface Publication {

    /** All in-sync replicas of the topic have it. */
    record Published() implements Publication {}

    /** It may have been published or not, and trying again may help: no broker, no leader, a time-out. */
    record Passing(String reason) implements Publication {}

    /** It was not published, and as it is it never will be: too large, or nothing that a topic takes. */
    record Lasting(String reason) implements Publication {}
}
