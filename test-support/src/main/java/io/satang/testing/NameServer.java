package io.satang.testing;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers questions on loopback as it was told; what it was not told of does not exist. */
public final class NameServer implements AutoCloseable {
    private final EventLoopGroup thread = new NioEventLoopGroup(1);
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Queue<String>> inTurn = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Set<String> ignored = ConcurrentHashMap.newKeySet();
    private final AtomicInteger questions = new AtomicInteger();
    private final InetSocketAddress address;

    private record Known(int seconds, List<String> addresses) {}

    /** Listens at a port of its own. */
    public NameServer() throws InterruptedException {
        ChannelInitializer<DatagramChannel> pipeline = new ChannelInitializer<>() {
            @Override
            protected void initChannel(DatagramChannel channel) {
                channel.pipeline()
                        .addLast(new DatagramDnsQueryDecoder(), new DatagramDnsResponseEncoder(), new Answers());
            }
        };
        address = (InetSocketAddress) new Bootstrap()
                .group(thread)
                .channel(NioDatagramChannel.class)
                .handler(pipeline)
                .bind("127.0.0.1", 0)
                .sync()
                .channel()
                .localAddress();
    }

    /** Where it is asked. */
    public InetSocketAddress address() {
        return address;
    }

    /** How many questions came. */
    public int questions() {
        return questions.get();
    }

    /**
     * Answers with these addresses.
     *
     * @param seconds for which they may be kept
     */
    public void knows(String host, int seconds, String... addresses) {
        known.put(host + ".", new Known(seconds, List.of(addresses)));
    }

    /** Answers each question with the next of these addresses, which may not be kept. */
    public void knowsInTurn(String host, String... addresses) {
        knows(host, 0, addresses);
        inTurn.put(host + ".", new ConcurrentLinkedQueue<>(List.of(addresses)));
    }

    /** Answers that something is wrong. */
    public void fails(String host) {
        failing.add(host + ".");
    }

    /** Does not answer. */
    public void ignores(String host) {
        ignored.add(host + ".");
    }

    @Override
    public void close() {
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }

    private final class Answers extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            questions.incrementAndGet();
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            if (ignored.contains(question.name())) {
                return;
            }
            InetSocketAddress asker = query.sender();
            DatagramDnsResponse answer = new DatagramDnsResponse(address, asker, query.id());
            answer.addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(question.name(), question.type()));
            answer.setCode(code(question.name()));
            if (question.type().equals(DnsRecordType.A)) {
                addAddresses(answer, question.name());
            }
            context.writeAndFlush(answer).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }

        private DnsResponseCode code(String name) {
            if (failing.contains(name)) {
                return DnsResponseCode.SERVFAIL;
            }
            return known.containsKey(name) ? DnsResponseCode.NOERROR : DnsResponseCode.NXDOMAIN;
        }

        private void addAddresses(DatagramDnsResponse answer, String name) {
            Known host = known.getOrDefault(name, new Known(0, List.of()));
            Optional<Queue<String>> turns = Optional.ofNullable(inTurn.get(name));
            List<String> literals = turns.map(left -> List.of(left.remove())).orElse(host.addresses());
            for (String literal : literals) {
                byte[] bytes = NetUtil.createByteArrayFromIpAddressString(literal);
                answer.addRecord(
                        DnsSection.ANSWER,
                        new DefaultDnsRawRecord(name, DnsRecordType.A, host.seconds(), Unpooled.wrappedBuffer(bytes)));
            }
        }
    }
}
