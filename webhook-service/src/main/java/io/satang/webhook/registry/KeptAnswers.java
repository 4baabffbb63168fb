package io.satang.webhook.registry;

import io.satang.platform.sealing.SealingCipher;
import io.satang.platform.sealing.UnsealableException;

/** Answers of an account's requests as they are kept under their keys: encrypted, as some of them show a secret. */
record KeptAnswers(SealingCipher cipher, String accountId) {
    private static final String ANSWER_TO = "answer to account\0";

    String seal(String answer) {
        return cipher.sealText(answer, ANSWER_TO + accountId);
    }

    String open(String sealed) {
        try {
            return cipher.openText(sealed, ANSWER_TO + accountId);
        } catch (UnsealableException e) {
            throw new IllegalStateException("a kept answer of " + accountId + " cannot be opened", e);
        }
    }
}
