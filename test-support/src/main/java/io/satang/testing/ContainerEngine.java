package io.satang.testing;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The engine that runs containers. An engine that answers but has no images, and cannot get any, would keep whoever asks it for a container
 * waiting for minutes, so it is looked at beforehand.
 *
 * @param program  its command line client
 * @param patience how long the look may take in all, downloads included
 */
record ContainerEngine(String program, Duration patience) {
    /** Docker, or whatever answers in its name. */
    static final ContainerEngine DOCKER = new ContainerEngine("docker", Duration.ofSeconds(10));

    ContainerEngine {
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(patience, "patience");
    }

    /** Why containers of these images cannot be started right away; empty when they can. */
    Optional<String> lacks(List<String> images) {
        long deadline = System.nanoTime() + patience.toNanos();
        if (!succeeds(deadline, "version")) {
            return Optional.of("no container engine answers");
        }
        return images.stream()
                .filter(image -> !succeeds(deadline, "image", "inspect", image))
                .filter(image -> !succeeds(deadline, "pull", "--quiet", image))
                .findFirst()
                .map(image -> "the container engine has no image %s and did not get it within %d s"
                        .formatted(image, patience.toSeconds()));
    }

    private boolean succeeds(long deadline, String... arguments) {
        List<String> command =
                Stream.concat(Stream.of(program), Stream.of(arguments)).toList();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return ended && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
