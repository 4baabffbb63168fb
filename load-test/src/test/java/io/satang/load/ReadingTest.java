package io.satang.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.embedded.PostgresAddress;
import io.satang.load.ProcessMeter.Stat;
import io.satang.load.Target.MeteredProcess;
import io.satang.stack.run.StackFile;
import io.satang.stack.run.StackFile.RunsAs;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What the benchmark reads of others: JSON, the stack, /proc, pgbench, its own script. */
class ReadingTest {

    @Test
    void reads_the_texts_of_an_object_and_of_its_data() {
        TopLevel fields = TopLevel.of("""
            {"id":"evnt_1","livemode":false,"webhook_deliveries":[{"id":"whdl_1"}],
             "data":{"id":"chrg_1","refunds":{"id":"no"},"status":"successful"},"key":"charge.create"}\
            """.getBytes(UTF_8));

        assertThat(fields.texts())
                .containsEntry("id", "evnt_1")
                .containsEntry("key", "charge.create")
                .containsEntry("data.id", "chrg_1")
                .containsEntry("data.status", "successful")
                .hasSize(4);
    }

    @Test
    void what_is_not_json_has_no_fields() {
        assertThat(TopLevel.of("<html>".getBytes(UTF_8)).text("id")).isEmpty();
    }

    @Test
    void counts_the_ticks_of_a_process_and_of_its_ended_children() {
        Stat stat = Stat.parse("42 (post (gres) x) S 7 42 42 0 -1 4194304 1 2 3 4 100 20 3000 400 20 0 1 0 5 6 7");

        assertThat(stat).isEqualTo(new Stat(42, 7, 3520));
    }

    @Test
    void meters_its_own_process() {
        List<MeteredProcess> self =
                List.of(new MeteredProcess("self", ProcessHandle.current().pid()));

        Optional<ProcessMeter> meter = ProcessMeter.of(self);

        assertThat(meter.map(ProcessMeter::read))
                .hasValueSatisfying(usages -> assertThat(usages).singleElement().satisfies(usage -> {
                    assertThat(usage.cpuMillis()).isPositive();
                    assertThat(usage.residentKib()).isPositive();
                }));
    }

    @Test
    void reads_the_rate_that_pgbench_prints() {
        assertThat(Pgbench.parse("latency average = 14.241 ms\ntps = 2246.958775 (without initial connection time)\n"))
                .isEqualTo(2246.958775);
    }

    @Test
    void the_floor_is_three_statements_with_the_payment_as_their_parameter() {
        List<String> statements = SqlLoop.statements(Floor.resource("floor-payment.sql"));

        assertThat(statements)
                .hasSize(3)
                .allSatisfy(statement -> assertThat(statement)
                        .contains("INSERT INTO outbox")
                        .contains("$1::bigint")
                        .doesNotContain(":n"));
    }

    @Test
    void measures_the_stack_that_runs() {
        Target target = Target.of(new StackFile(
                "http://127.0.0.1:8080",
                true,
                new PostgresAddress("127.0.0.1", 5433),
                "127.0.0.1:9092",
                List.of(new RunsAs(StackFile.GATEWAY, 12, OptionalInt.of(8080), OptionalInt.empty()))));

        assertThat(target.baseUrl()).isEqualTo("http://127.0.0.1:8080");
        assertThat(target.postgres())
                .hasValueSatisfying(postgres -> assertThat(postgres.port()).isEqualTo(5433));
        assertThat(target.processes()).containsExactly(new MeteredProcess("gateway", 12));
    }
}
