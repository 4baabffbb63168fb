package io.satang.simulation.defect;

import io.satang.charge.charge.Charge;
import io.satang.simulation.kafka.ConsumerGroup.OffsetPolicy;
import io.satang.simulation.world.Parts;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** A system like production's but for one mistake. */
public enum Defect {
    /** Consumers commit their offsets when they have received a batch, and may crash before they have stored it. */
    OFFSET_BEFORE_COMMIT("never became a webhook event: .*|src_\\w+ says .*|of \\d+ messages that are no events .*", () -> new Parts() {
        @Override
        public OffsetPolicy offsetPolicy() {
            return OffsetPolicy.BEFORE_HANDLING;
        }
    }),
    /** A charge is updated whatever its version is by now. */
    NO_VERSION_CHECK("chrg_\\w+ (left|went from) .*", () -> new Parts() {
        @Override
        public BiPredicate<Charge, Charge> updateCondition() {
            return (present, next) -> true;
        }
    }),
    /** The relay remembers the highest number that it has published and looks only above it. */
    WATERMARK_RELAY("not at rest .* [1-9]\\d* events in the outbox, .*", WatermarkRelay::new),
    /** An event is published first, and then the state that it tells of is committed. */
    PUBLISH_BEFORE_COMMIT("published and not committed: .*", PublishBeforeCommit::new),
    /** Every replica drains the outbox at the same time, each what no other has locked. */
    MANY_DRAINERS("published after version .*", ManyDrainers::new),
    /** A webhook event gets an id of its own instead of one that follows from the event's. */
    RANDOM_EVENT_ID("version .* is both webhook event .*", RandomEventId::new),
    /** A source takes whatever it hears last for the status of its charge. */
    LAST_NEWS_WINS("src_\\w+ says .*", () -> new Parts() {
        @Override
        public BiPredicate<Long, Long> mirrorCondition() {
            return (known, heard) -> true;
        }
    }),
    /** A payment that comes too late is answered and forgotten. */
    LATE_APPROVAL_FORGOTTEN("money of .* is kept though .*", LateApprovalForgotten::new);

    private final String symptom;
    private final Supplier<Parts> parts;

    Defect(String symptom, Supplier<Parts> parts) {
        this.symptom = symptom;
        this.parts = parts;
    }

    /** What the simulation says of it, a regular expression. */
    public String symptom() {
        return symptom;
    }

    /** The parts of one run. */
    public Parts parts() {
        return parts.get();
    }
}
