package io.satang.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A link to a server, which can be made to misbehave: to swallow what is sent on it without a word, as a host does that has vanished, or to
 * be cut. Closed when the test JVM ends at the latest.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean swallowsNew;

    private TcpProxy(ServerSocket server, InetSocketAddress target) {
        this.server = server;
        this.target = target;
    }

    /** Listens on a free port of the loopback and passes everything on to the target. */
    public static TcpProxy to(String host, int port) {
        try {
            TcpProxy proxy = new TcpProxy(
                    new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), new InetSocketAddress(host, port));
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen", e);
        }
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return server.getLocalPort();
    }

    /** How many connections there are. */
    public int connections() {
        return links.size();
    }

    /** How many of them are swallowed. */
    public long swallowed() {
        return links.stream().filter(link -> link.swallows).count();
    }

    /** Swallows everything, also what is sent on connections that are made from now on; they are accepted. */
    public void swallowAll() {
        swallowsNew = true;
        swallowPresent();
    }

    /** Swallows what is sent on the present connections; new ones work. */
    public void swallowPresent() {
        links.forEach(link -> link.swallows = true);
    }

    /** Swallows what is sent on one of the present connections. */
    public void swallowOne() {
        links.stream().findAny().orElseThrow().swallows = true;
    }

    /** Works again. What was swallowed does not come back: those connections are cut. */
    public void heal() {
        swallowsNew = false;
        links.stream().filter(link -> link.swallows).forEach(Link::close);
    }

    /** Cuts the present connections; new ones work. */
    public void cut() {
        links.forEach(Link::close);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop listening", e);
        }
        cut();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                open(server.accept());
            }
        } catch (IOException e) {
            // The server socket was closed.
            cut();
        }
    }

    private void open(Socket client) throws IOException {
        Socket upstream = new Socket();
        Link link = new Link(client, upstream);
        link.swallows = swallowsNew;
        links.add(link);
        try {
            upstream.connect(target);
        } catch (IOException e) {
            link.close();
            return;
        }
        Thread.ofVirtual().start(() -> link.pump(client, upstream));
        Thread.ofVirtual().start(() -> link.pump(upstream, client));
    }

    private final class Link {
        private final Socket client;
        private final Socket upstream;
        private volatile boolean swallows;

        Link(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void pump(Socket from, Socket to) {
            byte[] buffer = new byte[BUFFER_BYTES];
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (!swallows) {
                        out.write(buffer, 0, read);
                    }
                }
            } catch (IOException e) {
                // One of the two is gone, and so is the link.
            } finally {
                close();
            }
        }

        void close() {
            links.remove(this);
            closeQuietly(client);
            closeQuietly(upstream);
        }

        private void closeQuietly(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone either way.
            }
        }
    }
}
