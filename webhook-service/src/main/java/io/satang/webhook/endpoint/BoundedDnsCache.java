package io.satang.webhook.endpoint;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.resolver.dns.DefaultDnsCache;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsCacheEntry;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Netty's cache, which keeps addresses for as long as they are valid, and of so many hosts at the most. */
final class BoundedDnsCache implements DnsCache {
    // So that a name that is given another address is not asked at the old one for long, whatever its owner promised
    // before.
    private static final int SECONDS_MAX = 30;
    private static final int SECONDS_MIN = 1;
    private static final int NEGATIVE_SECONDS = 5;

    private final DefaultDnsCache kept = new DefaultDnsCache(SECONDS_MIN, SECONDS_MAX, NEGATIVE_SECONDS);
    private final Cache<String, Boolean> hosts;

    BoundedDnsCache(int hostsMax) {
        this.hosts = Caffeine.newBuilder()
                .maximumSize(hostsMax)
                .executor(Runnable::run)
                .removalListener((@Nullable String host, @Nullable Boolean unused, RemovalCause cause) -> {
                    if (host != null) {
                        kept.clear(host);
                    }
                })
                .build();
    }

    @Override
    public void clear() {
        hosts.invalidateAll();
        kept.clear();
    }

    @Override
    public boolean clear(String host) {
        hosts.invalidate(name(host));
        return kept.clear(host);
    }

    @Override
    public List<? extends DnsCacheEntry> get(String host, DnsRecord[] additionals) {
        return kept.get(host, additionals);
    }

    @Override
    public DnsCacheEntry cache(
            String host, DnsRecord[] additionals, InetAddress address, long seconds, EventLoop loop) {
        remember(host);
        return kept.cache(host, additionals, address, seconds, loop);
    }

    @Override
    public DnsCacheEntry cache(String host, DnsRecord[] additionals, Throwable cause, EventLoop loop) {
        remember(host);
        return kept.cache(host, additionals, cause, loop);
    }

    // Putting an entry that is there already would tell the listener that the old one is gone.
    private void remember(String host) {
        hosts.asMap().putIfAbsent(name(host), true);
    }

    private static String name(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
