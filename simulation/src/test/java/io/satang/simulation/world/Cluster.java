package io.satang.simulation.world;

import io.satang.simulation.kafka.ConsumerGroup;
import io.satang.simulation.postgres.Database;
import java.util.List;
import java.util.Optional;

/** One service: all of its replicas and what they share. */
interface Cluster {
    /** The service's own database. */
    Database database();

    /** Each of them may crash at any time. */
    List<? extends Replica<?>> replicas();

    /** How they share the topics that they listen to, if they do. */
    Optional<ConsumerGroup> group();

    /** An event that can never be published gets into its outbox, if it has one. */
    default void poison(String key) {}

    /** A replica of the next release tells of a charge that stands as this release knows none to stand, if there are charges. */
    default void unknownStatus(String key) {}

    /** Whether there is nothing left to do. */
    boolean atRest();

    /** What is left to do, for whoever wonders. */
    String unfinished();
}
