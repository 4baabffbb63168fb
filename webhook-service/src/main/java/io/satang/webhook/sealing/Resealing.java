package io.satang.webhook.sealing;

import io.satang.platform.sealing.SealingCipher;
import io.satang.platform.sealing.UnsealableException;
import io.satang.webhook.sealing.Kept.Kind;
import io.satang.webhook.signature.SecretStore;
import java.util.Objects;

/** What is to be done about a text that a table keeps. */
sealed interface Resealing {

    /** Nothing: the newest key has sealed it. */
    record Done() implements Resealing {}

    /** It is to be replaced by this one, which the newest key has sealed. */
    record Anew(Kept kept, String sealed) implements Resealing {
        public Anew {
            Objects.requireNonNull(kept, "kept");
            Objects.requireNonNull(sealed, "sealed");
        }
    }

    /** Nothing can be done: it was tampered with, or its key is gone. */
    record Unreadable(Kept kept, String why) implements Resealing {
        public Unreadable {
            Objects.requireNonNull(kept, "kept");
            Objects.requireNonNull(why, "why");
        }
    }

    /** By this cipher. */
    static Resealing of(Kept kept, SealingCipher cipher) {
        if (kept.text().startsWith(cipher.newestKeyId() + ":")) {
            return new Done();
        }
        try {
            String plain = kept.kind() == Kind.ACCOUNT_SECRET
                    ? SecretStore.open(cipher, kept.id(), kept.text())
                    : cipher.openText(kept.text(), kept.owner());
            return new Anew(kept, cipher.sealText(plain, kept.owner()));
        } catch (UnsealableException e) {
            return new Unreadable(kept, String.valueOf(e.getMessage()));
        }
    }
}
