package io.satang.stack.run;

import java.nio.file.Path;
import java.util.Arrays;

/** A service of the platform. */
public enum Service {
    ACCOUNT("account", 112),
    SOURCE("source", 128),
    CHARGE("charge", 144),
    WEBHOOK("webhook", 128);

    private final String noun;
    private final int heapMegabytes;

    Service(String noun, int heapMegabytes) {
        this.noun = noun;
        this.heapMegabytes = heapMegabytes;
    }

    /** The module that it is built from, which is what routes and logs call it too. */
    public String module() {
        return noun + "-service";
    }

    /**
     * The service of a module.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Service ofModule(String module) {
        return Arrays.stream(values())
                .filter(service -> service.module().equals(module))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service is called " + module));
    }

    /** Its database, with an owner of the same name. */
    String database() {
        return noun;
    }

    /** The most heap that its JVM may take here; the rest of its memory is about as much again. */
    int heapMegabytes() {
        return heapMegabytes;
    }

    /** What {@code mvn package} leaves. */
    Path jar(Path projectFolder) {
        return projectFolder.resolve(module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
