package io.satang.stack.api;

import io.satang.platform.key.TestKeys;
import io.satang.stack.run.Folders;
import io.satang.stack.run.StackFile;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose platform a command speaks with, and for which account: the local stack and its first test account unless something else is said. */
public final class ApiOptions {
    private static final String USUAL_URL = "http://127.0.0.1:8080";

    private static final Map<String, String> PUBLIC_KEYS =
            Map.of(TestKeys.SATANG_SECRET, TestKeys.SATANG_PUBLIC, TestKeys.OTHER_SECRET, TestKeys.OTHER_PUBLIC);

    @Mixin
    private Folders folders = new Folders();

    @Option(
            names = {"--url", "--base-url"},
            paramLabel = "URL",
            description = "The platform's address; the running stack's when left out.")
    private Optional<HttpAddress> url = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "SKEY",
            defaultValue = TestKeys.SATANG_SECRET,
            description = "Secret key of the account (${DEFAULT-VALUE}).")
    private String key = TestKeys.SATANG_SECRET;

    /** The API that is meant; nobody was asked yet whether it answers. */
    public Api api() throws IOException {
        return url.isPresent()
                ? new Api(url.get().text(), key, "is the address right, and does the platform run?")
                : new Api(running(), key, "./satang up" + folders.repeated() + " starts the platform");
    }

    /**
     * The same with the account's public key.
     *
     * @param publicKey what was given; that of a test account is known without
     * @return empty when nobody knows the key
     */
    public Optional<Api> withPublicKey(Optional<String> publicKey) throws IOException {
        Api api = api();
        return publicKey
                .or(() -> Optional.ofNullable(PUBLIC_KEYS.get(key)))
                .map(known -> new Api(api.baseUrl(), known, api.hint()));
    }

    /** Whether an address was given, behind which somebody else's platform may be. */
    public boolean isElsewhere() {
        return url.isPresent();
    }

    /** Where the project and the stack are. */
    public Folders folders() {
        return folders;
    }

    private String running() throws IOException {
        return StackFile.read(folders.stack().stackFile())
                .map(StackFile::baseUrl)
                .orElse(USUAL_URL);
    }
}
