package io.satang.simulation.kernel;

import java.util.List;
import java.util.function.UnaryOperator;

/** Who writes a text that is read by others: in some runs the releases before and after this one write too, as during an upgrade. */
public final class Releases {
    private static final String UNKNOWN_MEMBER = "{\"of_the_next_release\":{\"a\":[1]},";

    /** Members that the release before did not have, with the values that their absence means. */
    private static final List<String> NEW_MEMBERS =
            List.of("\"expiry_settable\":false,", "\"zero_interest\":false,", "\"webhook_endpoints\":[],");

    private final double otherPercent;
    private final UnaryOperator<String> next;
    private final Chance chance;
    private final Scheduler scheduler;

    /**
     * The releases of a run.
     *
     * @param otherPercent how much is written by others than this one
     * @param next         what the next release changes beside a member that it adds
     */
    public Releases(double otherPercent, UnaryOperator<String> next, Chance chance, Scheduler scheduler) {
        this.otherPercent = otherPercent;
        this.next = next;
        this.chance = chance;
        this.scheduler = scheduler;
    }

    /** The JSON object that this release would write, as one of the releases has written it. */
    public String write(String json) {
        if (!json.startsWith("{\"") || !chance.percent(otherPercent)) {
            return json;
        }
        if (chance.percent(50)) {
            scheduler.saw(Sighting.NEXT_RELEASE_WROTE, () -> json);
            return next.apply(UNKNOWN_MEMBER + json.substring(1));
        }
        String before = NEW_MEMBERS.stream().reduce(json, (text, member) -> text.replace(member, ""));
        if (!before.equals(json)) {
            scheduler.saw(Sighting.RELEASE_BEFORE_WROTE, () -> json);
        }
        return before;
    }
}
