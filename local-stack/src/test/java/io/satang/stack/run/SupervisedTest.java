package io.satang.stack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.satang.embedded.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    Path path;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger restarts = new AtomicInteger();
    private StackFolder folder;

    private record Command(List<String> words) implements Program {
        @Override
        public String name() {
            return "program";
        }

        @Override
        public void prepare() {}

        @Override
        public ProcessBuilder command() {
            return new ProcessBuilder(words);
        }

        @Override
        public boolean isReady() {
            return !words.getFirst().equals("false");
        }
    }

    @BeforeEach
    void create() throws Exception {
        folder = new StackFolder(path);
        folder.create();
    }

    @Test
    void aProcessThatIsKilledIsStartedAgain() {
        try (Supervised program = supervised("sleep", "600")) {
            program.start().join();
            ProcessHandle first = program.process().orElseThrow();

            first.destroyForcibly();

            await().atMost(TIMEOUT)
                    .until(() -> program.process()
                            .filter(next -> next.pid() != first.pid())
                            .isPresent());
            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(restarts).hasValue(1));
            assertThat(program.isUp()).isTrue();
            assertThat(folder.pidFile("program").process()).isEqualTo(program.process());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aProcessThatIsClosedStaysDown() throws Exception {
        Supervised program = supervised("sleep", "600");
        program.start().join();
        ProcessHandle process = program.process().orElseThrow();

        program.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(program.isUp()).isFalse();
        assertThat(folder.pidFile("program").path()).doesNotExist();
    }

    @Test
    void aProcessThatIsSuspendedStaysDownUntilItIsResumed() {
        try (Supervised program = supervised("sleep", "600")) {
            program.start().join();
            ProcessHandle first = program.process().orElseThrow();

            program.suspend();

            await().during(Duration.ofSeconds(1)).atMost(TIMEOUT).until(() -> !program.isUp());
            assertThat(first.isAlive()).isFalse();

            program.resume();

            await().atMost(TIMEOUT).until(program::isUp);
        }
    }

    @Test
    void aProcessThatIsClosedWhileItIsSuspendedStaysDown() {
        Supervised program = supervised("sleep", "600");
        program.start().join();

        program.suspend();
        program.close();

        assertThat(program.isUp()).isFalse();
    }

    @Test
    void aFirstStartThatFailsIsReportedAndNotRepeated() {
        try (Supervised program = supervised("false")) {
            assertThatThrownBy(() -> program.start().join())
                    .hasMessageContaining("program ended with status 1 before it was ready");
            assertThat(restarts).hasValue(0);
        }
    }

    @Test
    void whatWasNeverStartedCanBeClosed() {
        supervised("sleep", "600").close();

        assertThat(said).isEmpty();
    }

    @Test
    void pausesDoubleUpToALimit() {
        assertThat(Backoff.after(0)).isEqualTo(Duration.ofMillis(250));
        assertThat(Backoff.after(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(Backoff.after(5)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Backoff.after(6)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(10));
    }

    private Supervised supervised(String... command) {
        return new Supervised(new Command(List.of(command)), folder, said::add, restarts::incrementAndGet);
    }
}
