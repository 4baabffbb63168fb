package io.satang.platform.database;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the silence of a pool's connections means. Of one that was asked nothing it means nothing, and the connection stays. One that was asked
 * and has been silent for {@link BoundedPool#SILENCE_MAX} is closed, and with it all that have heard nothing since it was asked: when a server
 * vanishes, one statement finds that out for the connections that nobody uses.
 */
final class Silence {
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /** Begins to listen to a connection that was made and was asked nothing yet. */
    void isHeardOn(NetSocketInternal socket) {
        ChannelHandlerContext client = socket.channelHandlerContext();
        Listener listener = new Listener(client.channel());
        listeners.add(listener);
        client.channel().closeFuture().addListener(closed -> listeners.remove(listener));
        client.pipeline().addBefore(client.name(), null, listener);
    }

    /** Stands between what reads the protocol and the client, so that it sees whole statements and whole answers, one for each. */
    private final class Listener extends ChannelDuplexHandler {
        private final Channel connection;
        private int unanswered;
        private long askedNanos;
        private long heardNanos = System.nanoTime();

        Listener(Channel connection) {
            this.connection = connection;
        }

        @Override
        public void write(ChannelHandlerContext sending, Object message, ChannelPromise promise) throws Exception {
            if (message instanceof CommandBase<?>) {
                unanswered++;
                askedNanos = System.nanoTime();
            }
            super.write(sending, message, promise);
        }

        @Override
        public void channelRead(ChannelHandlerContext receiving, Object message) {
            if (message instanceof CommandResponse<?>) {
                unanswered--;
                heardNanos = System.nanoTime();
            }
            receiving.fireChannelRead(message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext silent, Object event) {
            if (!(event instanceof IdleStateEvent)) {
                silent.fireUserEventTriggered(event);
                return;
            }
            if (unanswered == 0) {
                return;
            }
            silent.fireUserEventTriggered(event);
            listeners.forEach(other -> other.closeUnlessHeardSince(askedNanos));
        }

        // Whoever has to know is told by the channel's becoming inactive.
        @SuppressWarnings("FutureReturnValueIgnored")
        private void closeUnlessHeardSince(long nanos) {
            connection.eventLoop().execute(() -> {
                if (unanswered == 0 && heardNanos - nanos < 0) {
                    connection.close();
                }
            });
        }
    }
}
