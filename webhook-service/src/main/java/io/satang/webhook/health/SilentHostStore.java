package io.satang.webhook.health;

import io.satang.webhook.delivery.SilentHost;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Which hosts of addresses that were named with charges do not answer, for all replicas to know. */
interface SilentHostStore {

    /** What somebody finds who wants to ask a host. */
    enum Turn {
        /** It may be asked, by the one who is told this. */
        PROBE,
        /** It is to be left alone for now. */
        LATER,
        /** It has answered another replica. */
        ANSWERS
    }

    /** These do not answer. One that is known already is asked when that was planned, or after the first pause if that is over. */
    Uni<Void> silent(List<SilentHost> hosts);

    /** Whether it may be asked now. Of all replicas one is told so, and the next pause is twice as long. */
    Uni<Turn> turn(SilentHost host);

    /** It has answered. Whether that is news: another replica may have said so. */
    Uni<Boolean> answered(SilentHost host);

    /**
     * Some that do not answer, in the order of their names.
     *
     * @param behind the name that was read last; empty to begin anew
     */
    Uni<List<SilentHost>> read(String behind);

    /** Forgets some that nobody has asked for an hour, and that nothing waits for. */
    Uni<Void> forgetOld();
}
