package io.satang.platform.key;

import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.Set;

/**
 * The keys that everybody knows because the documentation shows them. They work in the local stack and in tests; elsewhere they are refused
 * even if somebody stored them.
 */
public final class TestKeys {
    /** Public key of the first test account. */
    public static final String SATANG_PUBLIC = "pkey_test_satang";

    /** Secret key of the first test account. */
    public static final String SATANG_SECRET = "skey_test_satang";

    /** Public key of the second test account. */
    public static final String OTHER_PUBLIC = "pkey_test_other";

    /** Secret key of the second test account. */
    public static final String OTHER_SECRET = "skey_test_other";

    private static final Set<String> ALL = Set.of(SATANG_PUBLIC, SATANG_SECRET, OTHER_PUBLIC, OTHER_SECRET);

    private TestKeys() {}

    /** Whether this process may know the test accounts: under the profiles {@code local} and {@code test}. */
    public static boolean allowed() {
        return ConfigUtils.isProfileActive("local") || ConfigUtils.isProfileActive("test");
    }

    /** Whether this is one of them. */
    public static boolean contains(String key) {
        return ALL.contains(key);
    }
}
