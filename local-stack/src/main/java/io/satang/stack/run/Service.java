package io.satang.stack.run;

import java.nio.file.Path;
import java.util.Arrays;

/** A service of the platform. */
public enum Service {
    ACCOUNT("account", 112, "/account"),
    SOURCE("source", 128, "/capability"),
    CHARGE("charge", 144, "/charges?limit=1"),
    WEBHOOK("webhook", 128, "/events?limit=1"),
    OFFERS("offers", 112, "/offers?limit=1");

    private final String noun;
    private final int heapMegabytes;
    private final String pathForMerchants;

    Service(String noun, int heapMegabytes, String pathForMerchants) {
        this.noun = noun;
        this.heapMegabytes = heapMegabytes;
        this.pathForMerchants = pathForMerchants;
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

    /** Something to read for whoever has a key, and for nobody else. */
    String pathForMerchants() {
        return pathForMerchants;
    }

    /** What {@code mvn package} leaves. */
    Path jar(Path projectFolder) {
        return projectFolder.resolve(module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
