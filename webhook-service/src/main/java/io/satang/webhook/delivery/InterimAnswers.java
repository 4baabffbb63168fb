package io.satang.webhook.delivery;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Keeps interim answers such as 102 and 103 from the client, which would take them for the final one. Nobody asks for 101, so it stays what
 * it is: an answer that is no success.
 */
final class InterimAnswers extends ChannelInboundHandlerAdapter {
    private boolean interim;

    /** Lets the connection ignore them. */
    static void ignoreOn(HttpConnection connection) {
        if (connection instanceof ConnectionBase open) {
            ChannelHandlerContext client = open.channelHandlerContext();
            client.pipeline().addBefore(client.name(), InterimAnswers.class.getSimpleName(), new InterimAnswers());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            interim = isInterim(response.status());
        }
        if (!interim) {
            context.fireChannelRead(message);
            return;
        }
        if (message instanceof LastHttpContent) {
            interim = false;
        }
        ReferenceCountUtil.release(message);
    }

    private static boolean isInterim(HttpResponseStatus status) {
        return status.codeClass() == HttpStatusClass.INFORMATIONAL
                && status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }
}
