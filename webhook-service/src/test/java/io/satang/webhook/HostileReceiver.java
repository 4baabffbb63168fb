package io.satang.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A merchant's server that speaks as much HTTP as it likes: it reads a request, and does with the connection what it was told. */
final class HostileReceiver implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("content-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger hungUp = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();

    /** What it does once it has read a request. */
    @FunctionalInterface
    interface Behaviour {
        /** Answers; {@code number} says which request it is, from 1. Whatever it does not do is left as it is. */
        void answer(Answer answer, int number) throws IOException;
    }

    /** In plain text. */
    HostileReceiver(Behaviour behaviour) throws IOException {
        this(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), behaviour);
    }

    /** On this socket, which is closed with it. */
    HostileReceiver(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
        threads.execute(this::accept);
    }

    /** Where it listens. */
    int port() {
        return server.getLocalPort();
    }

    /** Its endpoint, in plain text. */
    String uri() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    /** How many connections were made. */
    int connections() {
        return connections.get();
    }

    /** How many requests came whole. */
    int requests() {
        return requests.get();
    }

    /** How many connections the sender has ended before the answer was over. */
    int hungUp() {
        return hungUp.get();
    }

    /** How many bytes of answers the sender's end has taken, buffers included. */
    long written() {
        return written.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // It is closed, or nobody can come any more.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            read(socket.getInputStream());
            behaviour.answer(new Answer(socket), requests.incrementAndGet());
        } catch (IOException e) {
            hungUp.incrementAndGet();
        }
    }

    private static void read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    }

    /** The way back. */
    final class Answer {
        private final Socket socket;

        private Answer(Socket socket) {
            this.socket = socket;
        }

        /** Sends this. */
        void send(String text) throws IOException {
            send(text.getBytes(US_ASCII));
        }

        /** Sends this again and again, until nobody takes it any more. */
        void sendForEver(String text) throws IOException {
            byte[] bytes = text.getBytes(US_ASCII);
            while (true) {
                send(bytes);
            }
        }

        /** Says nothing more, until the sender hangs up. */
        void hang() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // It has nothing to say either.
            }
            throw new IOException("hung up");
        }

        /** Ends the connection as a machine does that knows nothing of it. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private void send(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            written.addAndGet(bytes.length);
        }
    }
}
