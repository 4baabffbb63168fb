package io.satang.load;

import io.vertx.core.VertxOptions;

/** Event loops that share nothing. */
final class Loops {
    /** Everything on one event loop, so that bookkeeping needs no locks. */
    static final VertxOptions ONE =
            new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1);

    private Loops() {}
}
