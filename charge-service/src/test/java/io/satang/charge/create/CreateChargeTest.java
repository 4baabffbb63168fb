package io.satang.charge.create;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.satang.charge.Merchant;
import io.satang.charge.charge.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.SourceCreated;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** {@code POST /charges} with a source that exists. */
@QuarkusTest
class CreateChargeTest {
    @Inject
    TestSources sources;

    @Test
    void anAnnouncedSourceIsChargedWithoutAskingAnybody() {
        SourceCreated source = sources.announced(SampleSources.points());

        JsonPath charge = Merchant.SATANG.charged(source);

        assertThat(charge.getString("status")).isEqualTo("pending");
    }

    @Test
    void aSourceThatKafkaHasNotToldOfYetIsAskedForOverHttp() {
        SourceCreated source = sources.unannounced(SampleSources.points());

        JsonPath charge = Merchant.SATANG.charged(source);

        assertThat(charge.getString("source.id")).isEqualTo(source.sourceId());
    }
}
