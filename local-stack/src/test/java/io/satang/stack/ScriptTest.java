package io.satang.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Words that the script {@code ./satang} answers at once: it finds no JVM and no Maven here to do it with. */
class ScriptTest {
    private static final Path SCRIPTS = Path.of("src/main/scripts");
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    /** The quickest of them is what the script takes; the others are what a busy machine takes. */
    private static final int TRIES = 10;

    @TempDir
    Path folder;

    private record Answer(int status, String text, Duration took) {}

    @Test
    void help_is_what_the_commands_say_of_themselves() throws IOException {
        CommandLine satang = Satang.commandLine();

        assertThat(Files.readString(SCRIPTS.resolve("help.txt")))
                .as(
                        "java -cp local-stack/target/local-stack.jar io.satang.stack.Satang help > %s",
                        SCRIPTS.resolve("help.txt"))
                .isEqualTo(satang.getUsageMessage(CommandLine.Help.Ansi.OFF));
        assertThat(run("help").text()).isEqualTo(Files.readString(SCRIPTS.resolve("help.txt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "-h", "--help", "--version", "-V", "lisen", "status"})
    void it_is_answered_within_a_tenth_of_a_second(String word) {
        String[] command =
                word.equals("status") ? new String[] {word, "--state", folder.toString()} : new String[] {word};

        Duration quickest = IntStream.range(0, TRIES)
                .mapToObj(i -> run(command).took())
                .min(Duration::compareTo)
                .orElseThrow();

        assertThat(quickest).isLessThan(AT_ONCE);
    }

    @Test
    void the_version_is_that_of_the_build() {
        assertThat(run("--version").text()).matches("satang \\d+\\.\\d+\\.\\d+\\S*\\n");
    }

    @ParameterizedTest
    @CsvSource({
        "lisen, listen",
        "tirgger, trigger",
        "stauts, status",
        "doc, doctor",
        "evnets, events",
        "comp, completion"
    })
    void a_word_that_is_no_command_is_refused_with_the_likest(String typed, String meant) {
        Answer answer = run(typed);

        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.text()).contains("no command '" + typed + "'", "did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "../x", "*", "$(true)", "-n"})
    void a_word_that_is_like_none_is_refused(String typed) {
        Answer answer = run(typed);

        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.text()).contains("there is no command").doesNotContain("did you mean");
    }

    @Test
    void status_tells_what_runs() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        describeStack(self.pid(), self.info().startInstant().orElseThrow().toEpochMilli());

        Answer answer = run("status", "--state", folder.toString());

        assertThat(answer.text())
                .startsWith("http://127.0.0.1:8080 is ready\n")
                .containsPattern("gateway +up +" + self.pid() + " +8080 +[1-9]\\d* MiB");
        assertThat(answer.status()).isZero();
    }

    @Test
    void status_knows_that_the_launcher_is_gone_and_that_others_are_left() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        long start = self.info().startInstant().orElseThrow().toEpochMilli();
        // Its number belongs to another process by now, which has started later.
        describeStack(self.pid(), start - 60_000);
        Files.writeString(folder.resolve("run/kafka.pid"), self.pid() + " " + start + "\n");

        Answer answer = run("status", "--state", folder.toString());

        assertThat(answer.text())
                .contains("has lost its launcher; 1 of its processes", "./satang down --state " + folder);
        assertThat(answer.status()).isEqualTo(1);
    }

    @Test
    void status_of_nothing_says_what_to_do() {
        Answer answer = run("status", "--state", folder.toString());

        assertThat(answer.text())
                .isEqualTo("nothing runs in " + folder + "; ./satang up --state " + folder + " starts the platform\n");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(run("status", "--stat").text()).contains("status takes --state FOLDER");
        assertThat(run("status", "--state").text()).contains("--state takes a folder");
    }

    @Test
    void a_build_says_how_far_it_is() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), """
            [INFO] Downloaded from central: a.jar
            [INFO] Downloaded from central: b.jar
            [INFO] Building Satang :: common-events 0.1.0-SNAPSHOT               [3/11]
            [INFO] Building Satang :: charge-service 0.1.0-SNAPSHOT              [7/11]
            [INFO] --- compiler:3.15.0:compile (default-compile) @ charge-service ---
            """);

        assertThat(script("module_under_way " + log + "; downloads " + log).text())
                .isEqualTo("7/11 charge-service\n, 2 downloads");
    }

    @Test
    void a_build_that_fails_shows_its_errors_alone() {
        assertThat(script("maven() { echo '[INFO] fine'; }; maven_build package")
                        .text())
                .contains("built in 0:0");

        Answer failed =
                script("maven() { echo '[INFO] fine'; echo '[ERROR] no such method'; return 1; }; maven_build package");

        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.text())
                .contains(
                        "[ERROR] no such method",
                        "the build has failed; all that it said is in " + folder + "/target/build.log")
                .doesNotContain("fine", "built in");
    }

    /** Commands with the functions that build. */
    private Answer script(String commands) {
        String prelude = "set -euo pipefail; HOME_FOLDER=" + folder
                + "; die() { echo \"satang: $*\" >&2; exit 1; }; . src/main/scripts/build.sh; ";
        return start(List.of("bash", "-c", prelude + commands));
    }

    private void describeStack(long pid, long start) throws IOException {
        Files.createDirectories(folder.resolve("run"));
        Files.writeString(folder.resolve("run/launcher.pid"), pid + " " + start + "\n");
        Files.writeString(folder.resolve("run/stack.json"), """
            {
              "base_url" : "http://127.0.0.1:8080",
              "ready" : true,
              "postgres" : {
                "host" : "127.0.0.1",
                "port" : 5432
              },
              "processes" : [ {
                "name" : "gateway",
                "pid" : %d,
                "port" : 8080
              } ]
            }""".formatted(pid));
    }

    private Answer run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", "../satang"));
        command.addAll(List.of(arguments));
        return start(command);
    }

    private Answer start(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.toString());
        builder.environment().put("SATANG_JDK_FOLDERS", folder.toString());
        long begin = System.nanoTime();
        try {
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), UTF_8);
            int status = process.waitFor();
            return new Answer(status, text, Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
