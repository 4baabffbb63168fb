package io.satang.webhook.intake;

import java.util.Optional;

/** One account, whose versions a test tells. */
final class MemoryAccounts implements AccountEndpoints {
    private long version = 1;
    private Optional<String> webhookUri = Optional.empty();

    void tell(long newVersion, String uri) {
        version = newVersion;
        webhookUri = Optional.of(uri);
    }

    @Override
    public Optional<String> webhookUri(String accountId) {
        return webhookUri;
    }

    @Override
    public long version(String accountId) {
        return version;
    }

    @Override
    public boolean complete() {
        return true;
    }
}
