package io.satang.stack.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.embedded.PostgresAddress;
import io.satang.stack.run.StackFile.RunsAs;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {
    private final StackFile stack = new StackFile(
            "http://127.0.0.1:8080",
            true,
            new PostgresAddress("127.0.0.1", 20_001),
            "127.0.0.1:20002",
            List.of(
                    new RunsAs(StackFile.GATEWAY, 11, OptionalInt.of(8080), OptionalInt.empty()),
                    new RunsAs("charge-service", 12, OptionalInt.of(20_003), OptionalInt.of(20_004)),
                    new RunsAs("batch", 13, OptionalInt.empty(), OptionalInt.empty())));

    @Test
    void whatIsWrittenIsReadBack(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("stack.json");
        assertThat(StackFile.read(file)).isEmpty();

        stack.write(file);

        assertThat(StackFile.read(file)).contains(stack);
    }

    @Test
    void thoseWhoMeasureFindAddressesKeysAndProcesses() {
        JsonObject json = new JsonObject(stack.json());

        assertThat(json.fieldNames())
                .containsExactly(
                        "base_url",
                        "ready",
                        "public_key",
                        "secret_key",
                        "webhook_secret",
                        "postgres",
                        "kafka",
                        "processes");
        assertThat(json.getJsonObject("postgres").fieldNames()).containsExactly("host", "port", "user", "password");
        assertThat(json.getJsonArray("processes").getJsonObject(1))
                .isEqualTo(new JsonObject(
                        "{\"name\":\"charge-service\",\"pid\":12,\"port\":20003,\"management_port\":20004}"));
    }

    @Test
    void processesAreFoundByName() {
        assertThat(stack.pidOf("charge-service")).isEqualTo(OptionalLong.of(12));
        assertThat(stack.pidOf("offers-service")).isEmpty();
    }
}
