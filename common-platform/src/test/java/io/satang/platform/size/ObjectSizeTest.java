package io.satang.platform.size;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.platform.error.ApiError;
import io.satang.platform.error.ApiException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ObjectSizeTest {

    @Property
    void anObjectPassesUpToItsSizeInBytes(
            @ForAll
                    @StringLength(max = 50)
                    @CharRange(from = 'a', to = 'c')
                    @CharRange(from = 'ü', to = 'ü')
                    @CharRange(from = 'ก', to = 'ค')
                    String text) {
        String json = text + "😀";
        int bytes = json.getBytes(UTF_8).length;

        assertThat(ObjectSize.requireAtMost("charge", json, bytes)).isEqualTo(json);
        assertThatThrownBy(() -> ObjectSize.requireAtMost("charge", json, bytes - 1))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void theRefusalNamesTheBound() {
        assertThatThrownBy(() -> ObjectSize.requireAtMost("source", "ส".repeat(4), 11))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.error())
                                .isEqualTo(
                                        new ApiError(400, "bad_request", "source is too large (maximum is 11 bytes)")));
    }
}
