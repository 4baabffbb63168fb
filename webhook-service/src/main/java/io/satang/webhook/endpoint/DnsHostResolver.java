package io.satang.webhook.endpoint;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsCacheEntry;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Asks name servers in the background, on one thread however many look-ups are under way, so that slow servers delay only those who chose
 * them. It honours the hosts file and the search list of the machine, and keeps answers for as long as they are valid, 30 seconds at the
 * most.
 *
 * <p>How many look-ups are under way is bounded by the attempts that are; look-ups of one host share their queries.
 */
public final class DnsHostResolver implements HostResolver, AutoCloseable {
    private static final Duration QUERY_MAX = Duration.ofSeconds(2);
    private static final int HOSTS_MAX = 10_000;
    private static final DnsRecord[] NO_RECORDS = {};

    private final EventLoopGroup thread =
            new NioEventLoopGroup(1, new DefaultThreadFactory("webhook-lookup", /* daemon */ true));
    private final BoundedDnsCache cache = new BoundedDnsCache(HOSTS_MAX);
    private final DnsNameResolver resolver;

    /** A resolver that asks the machine's name servers. */
    public DnsHostResolver() {
        this(DnsServerAddressStreamProviders.platformDefault());
    }

    DnsHostResolver(DnsServerAddressStreamProvider nameServers) {
        this.resolver = new DnsNameResolverBuilder(thread.next())
                .datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class)
                .nameServerProvider(Objects.requireNonNull(nameServers, "nameServers"))
                .resolveCache(cache)
                .consolidateCacheSize(HOSTS_MAX)
                .queryTimeoutMillis(QUERY_MAX.toMillis())
                .build();
    }

    @Override
    public Uni<List<InetAddress>> resolve(String host) {
        List<InetAddress> known = known(host);
        return known.isEmpty()
                ? Uni.createFrom().emitter(emitter -> ask(host, emitter))
                : Uni.createFrom().item(known);
    }

    @Override
    public void close() {
        resolver.close();
        thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }

    // Without a change of threads, as this is done for every delivery.
    private List<InetAddress> known(String host) {
        return Stream.ofNullable(cache.get(host, NO_RECORDS))
                .flatMap(List::stream)
                .filter(entry -> entry.cause() == null)
                .map(DnsCacheEntry::address)
                .toList();
    }

    private void ask(String host, UniEmitter<? super List<InetAddress>> emitter) {
        resolver.resolveAll(host).addListener((Future<List<InetAddress>> answer) -> {
            if (answer.isSuccess()) {
                emitter.complete(List.copyOf(answer.getNow()));
            } else {
                emitter.fail(failure(host, answer.cause()));
            }
        });
    }

    private static RuntimeException failure(String host, Throwable cause) {
        return isSilence(cause) ? new NameServerException(host, cause) : new UnresolvedException(host, cause);
    }

    // Netty says that a host is unknown in many ways, and why it could not know within the cause.
    private static boolean isSilence(Throwable cause) {
        return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
                .anyMatch(each -> each instanceof DnsNameResolverTimeoutException || isServerFailure(each));
    }

    private static boolean isServerFailure(Throwable cause) {
        return cause instanceof DnsErrorCauseException refused
                && refused.getCode().intValue() != DnsResponseCode.NXDOMAIN.intValue();
    }
}
