package io.satang.stack.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.stack.run.ServiceProgram.Readiness;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ReadinessProbeTest {
    private final Queue<Readiness> answers = new ArrayDeque<>();
    private final ReadinessProbe probe = new ReadinessProbe(answers::remove);

    @Test
    void aReplicaThatWasNeverAskedIsNotReady() {
        assertThat(probe.readiness()).isEqualTo(Readiness.SILENT);
    }

    @Test
    void aReplicaThatStopsIsPassedOverAtOnce() {
        ask(Readiness.READY, Readiness.NOT_READY);

        assertThat(probe.readiness()).isEqualTo(Readiness.NOT_READY);
    }

    @Test
    void oneQuestionWithoutAnAnswerIsForgiven() {
        ask(Readiness.READY, Readiness.SILENT);
        assertThat(probe.readiness()).isEqualTo(Readiness.READY);

        ask(Readiness.READY, Readiness.SILENT);
        assertThat(probe.readiness()).isEqualTo(Readiness.READY);
    }

    @Test
    void aReplicaThatStaysSilentIsPassedOverUntilItAnswers() {
        ask(Readiness.READY, Readiness.SILENT, Readiness.SILENT);
        assertThat(probe.readiness()).isEqualTo(Readiness.SILENT);

        ask(Readiness.READY);
        assertThat(probe.readiness()).isEqualTo(Readiness.READY);
    }

    private void ask(Readiness... replies) {
        answers.addAll(List.of(replies));
        List.of(replies).forEach(reply -> probe.ask());
    }
}
