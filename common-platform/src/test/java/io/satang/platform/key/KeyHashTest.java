package io.satang.platform.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyHashTest {
    /** Made with {@code openssl dgst -sha256 -hmac pepper}. */
    private static final String HASH = "88cef9978ecff4b77c73f0963a6cc1fe56055d9b1e9d58052e2d3e713093f60c";

    private final KeyHash hash = new KeyHash("pepper");

    @Test
    void a_key_is_hashed_with_the_pepper_by_hmac_sha_256() {
        assertThat(hash.of("skey_test_satang")).isEqualTo(HASH);
        assertThat(new KeyHash("other").of("skey_test_satang")).isNotEqualTo(HASH);
    }

    @Test
    void many_threads_hash_at_once() {
        assertThat(IntStream.range(0, 20_000)
                        .parallel()
                        .mapToObj(i -> hash.of(i % 2 == 0 ? "skey_test_satang" : "pkey_" + i))
                        .filter(HASH::equals)
                        .count())
                .isEqualTo(10_000);
    }
}
