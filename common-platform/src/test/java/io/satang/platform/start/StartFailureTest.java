package io.satang.platform.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

class StartFailureTest {
    @Test
    void a_setting_that_is_missing_is_named_with_its_variable() {
        NoSuchElementException missing = missing();

        assertThat(StartFailure.settingOf(new ExceptionInInitializerError(new IllegalStateException("outer", missing))))
                .contains("satang.a-setting.nobody-has is not set: set SATANG_A_SETTING_NOBODY_HAS"
                        + " (docs/operations.md says what it is for)");
    }

    @Test
    void what_is_wrong_with_a_setting_is_said_without_what_stands_around_it() {
        assertThat(StartFailure.settingOf(new IllegalStateException("outer", new ConfigurationException("too short"))))
                .contains("too short");
    }

    @Test
    void anything_else_is_no_setting() {
        IllegalStateException cause = new IllegalStateException("cause");
        RuntimeException failure = new RuntimeException("outer", cause);

        assertThat(StartFailure.settingOf(failure)).isEmpty();
        assertThat(StartFailure.root(failure)).isSameAs(cause);
    }

    /** As the library itself says it. */
    private static NoSuchElementException missing() {
        try {
            throw new AssertionError(ConfigProvider.getConfig().getValue("satang.a-setting.nobody-has", String.class));
        } catch (NoSuchElementException e) {
            return e;
        }
    }
}
