package io.satang.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is typed or set up wrongly is told in words, and never with a stack trace. */
class SlipsTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "satang {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "up --port 99999 | '99999' is no port",
                "up --port eighty | 'eighty' is no port",
                "up --port 0 | between 1 and 65535, and not 0",
                "up --replicas charge-service=0 | at least one replica",
                "up --replicas nothing=2 | no service is called 'nothing'",
                "up --public-url nonsense | 'nonsense' is no address",
                "up --host nowhere.invalid | --host is unknown here",
                "up --prot 8081 | ./satang up --help",
                "up --state FILE | is a file, and no folder",
                "up --state /proc/satang | cannot use /proc/satang",
                "logs charge-service -n -5 | a number from 0 on",
                "logs charge-service | nothing has run in",
                "listen --port 70000 | '70000' is no port",
                "listen --port TAKEN | cannot listen at port",
                "listen --host nowhere.invalid | --host is unknown here",
                "listen --secret !!! | --secret is no base64",
                "listen --url nonsense | 'nonsense' is no address",
                "listen --url CLOSED | nothing answers at",
                "listen | ./satang up --state",
                "listen --headers X:1 | --forward-to",
                "listen --forward-to http://127.0.0.1:1 --headers nonsense | NAME:VALUE",
                "listen --answer soon | 'soon' is no answer",
                "listen --forward-to shop | 'shop' is no address",
                "trigger | --list",
                "trigger charge.nothing | cannot be triggered",
                "trigger charge.create --fail x | --fail is for charge.complete",
                "trigger charge.create --count 0 | --count is between",
                "trigger charge.create --amount much | 'much'",
                "trigger charge.create --url CLOSED | nothing answers at",
                "events -n 0 | --lines is between",
                "events --failed -f | --failed",
                "events show | EVENT",
                "events resend evnt_test_1 --to shop | 'shop' is no address",
                "resend evnt_test_1 --to http://127.0.0.1:1 --secret !!! | --secret is no base64",
                "charge | CHARGE",
                "charge chrg_test_1 --url CLOSED | nothing answers at",
                "verify | --signature",
                "completion fish | BASH",
                "doctor --jsn | --json",
            })
    void a_slip_is_told_in_words(String typed, String said) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String command = typed.replace("FILE", file.toString())
                    .replace("TAKEN", Integer.toString(taken.getLocalPort()))
                    .replace("CLOSED", "http://127.0.0.1:" + closedPort());

            Answer answer = run(withState(command).split(" "));

            assertThat(answer.status()).isNotZero();
            assertThat(answer.text()).contains(said).doesNotContain("\tat ").doesNotContain("Exception");
        }
    }

    @Test
    void a_word_that_is_no_command_is_refused_with_the_likest() {
        assertThat(run("lisen").text()).contains("listen").doesNotContain("\tat ");
    }

    private record Answer(int status, String text) {}

    /** No stack is found that runs on this machine by chance. */
    private String withState(String command) {
        boolean takesNone =
                command.startsWith("verify") || command.startsWith("completion") || command.contains("--state");
        return takesNone ? command : command + " --state " + folder.resolve("state");
    }

    private static int closedPort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Answer run(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine command = Satang.commandLine();
        command.setErr(new PrintWriter(text)).setOut(new PrintWriter(text));
        int status = command.execute(arguments);
        return new Answer(status, text.toString());
    }
}
