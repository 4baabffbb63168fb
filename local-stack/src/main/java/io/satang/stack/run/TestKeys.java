package io.satang.stack.run;

/** Keys that are no secrets: they exist in local stacks only, and the services refuse them in production. */
public final class TestKeys {
    /** The public key of the first test account. */
    public static final String PUBLIC = "pkey_test_satang";
    /** The secret key of the first test account. */
    public static final String SECRET = "skey_test_satang";
    /** The public key of the second test account. */
    public static final String OTHER_PUBLIC = "pkey_test_other";
    /** The secret key of the second test account. */
    public static final String OTHER_SECRET = "skey_test_other";
    /** What webhooks of both accounts are signed with, in base64. */
    public static final String WEBHOOK_SECRET = "c2F0YW5nLWxvY2FsLXdlYmhvb2stc2VjcmV0";

    static final String INTERNAL_TOKEN = "satang-local";
    static final String PEPPER = "satang-local";

    private TestKeys() {}
}
