package io.satang.console.visit;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** Keeps sessions in sealed texts, so that nothing of them has to be kept here and any replica serves. */
@Singleton
class SessionSeal {
    private static final String MERCHANT = "satang console session 1";
    private static final String OPERATOR = "satang console operator 1";

    private final Seal seal;

    SessionSeal(Seal seal) {
        this.seal = seal;
    }

    String seal(Session session) {
        return seal.seal(MERCHANT, bytes(out -> {
            out.writeUTF(session.secretKey());
            out.writeUTF(session.accountId());
            out.writeUTF(session.email());
            out.writeUTF(session.country());
            out.writeUTF(session.csrfToken());
            out.writeLong(session.expiresAt().toEpochMilli());
        }));
    }

    String seal(Operator operator) {
        return seal.seal(OPERATOR, bytes(out -> {
            out.writeUTF(operator.subject());
            out.writeUTF(operator.name());
            out.writeUTF(operator.csrfToken());
            out.writeLong(operator.expiresAt().toEpochMilli());
        }));
    }

    /** Empty when this is nothing that {@link #seal(Session)} has made, or when its time is over. */
    Optional<Session> open(String text, Instant now) {
        return open(
                MERCHANT,
                text,
                now,
                in -> new Session(
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        Instant.ofEpochMilli(in.readLong())));
    }

    /** Empty when this is nothing that {@link #seal(Operator)} has made, or when its time is over. */
    Optional<Operator> openOperator(String text, Instant now) {
        return open(
                OPERATOR,
                text,
                now,
                in -> new Operator(in.readUTF(), in.readUTF(), in.readUTF(), Instant.ofEpochMilli(in.readLong())));
    }

    private <T extends Guest> Optional<T> open(String purpose, String text, Instant now, Reading<T> reading) {
        return seal.open(purpose, text)
                .map(bytes -> read(bytes, reading))
                .filter(guest -> now.isBefore(guest.expiresAt()));
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What was sealed is ours and whole. */
    private static <T> T read(byte[] bytes, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
