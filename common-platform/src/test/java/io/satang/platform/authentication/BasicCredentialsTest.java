package io.satang.platform.authentication;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

    @ParameterizedTest
    @ValueSource(strings = {"skey_test_satang:", "skey_test_satang", "skey_test_satang:password", "skey_test_satang::"})
    void theKeyIsTheUserName(String credentials) {
        assertThat(BasicCredentials.key("Basic " + encoded(credentials))).contains("skey_test_satang");
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic ", "BASIC ", "Basic   "})
    void theSchemeMayBeWrittenInAnyCase(String scheme) {
        assertThat(BasicCredentials.key(scheme + encoded("skey_test_satang:"))).contains("skey_test_satang");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic Og==",
                "Basic ICAgOg==",
                "Basic !!!",
                "Basic c2tleQ=x",
                "Bearer skey_test_satang",
                "skey_test_satang",
                "Digest c2tleV90ZXN0X3NhdGFuZzo=",
            })
    void anythingElseHasNoKey(String header) {
        assertThat(BasicCredentials.key(header)).isEmpty();
    }

    @Test
    void bytesThatAreNoTextHaveAKeyThatNobodyHas() {
        String header = "Basic " + Base64.getEncoder().encodeToString("ÿþ:".getBytes(ISO_8859_1));

        assertThat(BasicCredentials.key(header)).isPresent();
    }

    @Property
    void noHeaderBreaksIt(@ForAll String header) {
        assertThat(BasicCredentials.key(header)).isNotNull();
        assertThat(BasicCredentials.key("Basic " + header)).isNotNull();
    }

    private static String encoded(String credentials) {
        return Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }
}
