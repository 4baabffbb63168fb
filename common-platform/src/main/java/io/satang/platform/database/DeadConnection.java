package io.satang.platform.database;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.sqlclient.impl.Connection;

/**
 * Takes a connection that has died out of its pool before anybody hears of it. The client does it the other way round: whoever waits for an
 * answer on the connection is told first and gives it back, so that the pool hands it to the next in line, whose statement then fails
 * although it was never sent.
 *
 * <p>It stands at the connection's socket, before what reads the protocol. The pool forgets a connection once, so that being told again, in
 * the client's own order, changes nothing.
 */
final class DeadConnection extends ChannelInboundHandlerAdapter {
    private final Connection.Holder place;

    private DeadConnection(Connection.Holder place) {
        this.place = place;
    }

    /** Watches a connection at its socket, for the pool that it has its place in. */
    static void leavesFirst(NetSocketInternal socket, Connection.Holder place) {
        socket.channelHandlerContext().pipeline().addFirst(new DeadConnection(place));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        place.handleClosed();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        place.handleClosed();
        context.fireExceptionCaught(failure);
    }
}
