package io.satang.console;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;

/**
 * The console's public address, known before the console has a port of its own: a provider of identities sends browsers back there. What comes is
 * handed to the console byte by byte.
 */
public class FrontDoor implements QuarkusTestResourceLifecycleManager {
    private static volatile int console;

    private ServerSocket door;

    /** Where the console listens, now that it does. */
    static void leadsTo(int port) {
        console = port;
    }

    @Override
    public Map<String, String> start() {
        try {
            door = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::welcome);
        return Map.of("satang.public-url", "http://127.0.0.1:" + door.getLocalPort());
    }

    @Override
    public void stop() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket browser = door.accept();
                Socket inside = new Socket(InetAddress.getLoopbackAddress(), console);
                Thread.ofVirtual().start(() -> pass(browser, inside));
                Thread.ofVirtual().start(() -> pass(inside, browser));
            } catch (IOException e) {
                // Closed, or nobody is inside yet: the browser is told by its connection.
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the two has gone, and so does the other.
        }
    }
}
