package io.satang.charge.provider;

import io.satang.charge.decision.ProviderOperation;
import io.smallrye.mutiny.Uni;

/**
 * Whoever moves the money: takes it, holds it and gives it back; or sets a discount aside before. Everything that is asked of it has been
 * stored before, under the name that it is asked by, so that it can be asked about whatever happens meanwhile.
 */
public interface Provider {

    /** What operations are stored under, for instance {@code simulator}; it never changes. */
    String name();

    /**
     * Does what is asked. A provider knows an operation by its id and does it once, however often it is asked.
     *
     * @return what came of it. It may fail or never come, which says nothing about the money: whoever asks waits for a bounded time, and
     *     inquires
     */
    Uni<ProviderAnswer> perform(ProviderOperation operation);

    /** What came of an operation, without doing anything; {@link ProviderAnswer.Unheard} when the provider has not been asked for it. */
    Uni<ProviderAnswer> inquire(ProviderOperation operation);

    /**
     * Gives an operation up: if it has not been done by now, it never will be, even by a call that is still on its way.
     *
     * @return what came of it if something has; else {@link ProviderAnswer.Unheard}, and that is final
     */
    Uni<ProviderAnswer> cancel(ProviderOperation operation);
}
