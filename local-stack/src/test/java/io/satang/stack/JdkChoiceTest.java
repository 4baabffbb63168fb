package io.satang.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which JDK the script {@code ./satang} takes, tried with folders that only look like JDKs. */
class JdkChoiceTest {
    private static final Path SCRIPT = Path.of("../satang");

    @TempDir
    Path folder;

    private record Answer(int status, String text) {}

    @Test
    void theNewestIsTakenEvenWhenTheDefaultIsOlder() throws Exception {
        Path old = jdk("jvm/java-17", "17.0.15");
        jdk("jvm/java-21", "21.0.7");
        Path newest = jdk("jvm/temurin-25", "25.0.1");

        assertThat(choose(Map.of("JAVA_HOME", old.toString()))).isEqualTo(new Answer(0, newest.toString()));
    }

    @Test
    void javaHomeWinsAmongEquals() throws Exception {
        jdk("jvm/java-25", "25.0.1");
        Path own = jdk("own/jdk", "25.0.2");

        assertThat(choose(Map.of("JAVA_HOME", own.toString())).text()).isEqualTo(own.toString());
    }

    @Test
    void foldersOfMacosAreLookedInto() throws Exception {
        Path home = jdk("jvm/temurin-25.jdk/Contents/Home", "25");

        assertThat(choose(Map.of()).text()).isEqualTo(home.toString());
    }

    @Test
    void aRuntimeWithoutCompilerIsNoJdk() throws Exception {
        Path runtime = jdk("jvm/jre-25", "25.0.1");
        Files.delete(runtime.resolve("bin/javac"));
        Path jdk = jdk("jvm/java-21", "21.0.7");

        assertThat(choose(Map.of()).text()).isEqualTo(jdk.toString());
    }

    @Test
    void withoutAnyItSaysWhatToInstall() throws Exception {
        jdk("jvm/java-17", "17.0.15");

        Answer answer = choose(Map.of());

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.text()).contains("found no JDK of at least 21", "Install Temurin 25");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path javac = Files.createFile(home.resolve("bin/javac"));
        assertThat(javac.toFile().setExecutable(true)).isTrue();
        return home;
    }

    /** With nothing on the PATH but what the script itself calls. */
    private Answer choose(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", SCRIPT.toString(), "jdk").redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("SATANG_JDK_FOLDERS", folder.resolve("jvm").toString());
        builder.environment().put("PATH", tools().toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return new Answer(process.waitFor(), text);
    }

    private Path tools() throws IOException {
        Path bin = folder.resolve("bin");
        if (!Files.exists(bin)) {
            Files.createDirectories(bin);
            for (String tool : new String[] {"bash", "dirname", "sed", "readlink"}) {
                Files.createSymbolicLink(bin.resolve(tool), find(tool));
            }
        }
        return bin;
    }

    private static Path find(String tool) {
        for (String part : System.getenv("PATH").split(":", -1)) {
            Path candidate = Path.of(part, tool);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        throw new AssertionError("no " + tool);
    }
}
