package io.satang.stack.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/** A service of the platform. */
public enum Service {
    ACCOUNT("account-service", 96, Optional.of("account"), "/account"),
    SOURCE("source-service", 128, Optional.of("source"), "/capability"),
    CHARGE("charge-service", 144, Optional.of("charge"), "/charges?limit=1"),
    WEBHOOK("webhook-service", 128, Optional.of("webhook"), "/events?limit=1"),
    OFFERS("offers-service", 96, Optional.of("offers"), "/offers?limit=1"),
    CONSOLE("console", 40, Optional.empty(), "/console/sign-in");

    private final String module;
    private final int heapMegabytes;

    // Made by Optional.of, which the checker cannot see in the type.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Optional<String> database;

    private final String pathForMerchants;

    Service(String module, int heapMegabytes, Optional<String> database, String pathForMerchants) {
        this.module = module;
        this.heapMegabytes = heapMegabytes;
        this.database = database;
        this.pathForMerchants = pathForMerchants;
    }

    /** The module that it is built from, which is what routes and logs call it too. */
    public String module() {
        return module;
    }

    /**
     * The service of a module.
     *
     * @throws TypeConversionException when there is none
     */
    public static Service ofModule(String module) {
        return Arrays.stream(values())
                .filter(service -> service.module().equals(module))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("no service is called '" + module + "'"));
    }

    /** Its database, with an owner of the same name. */
    Optional<String> database() {
        return database;
    }

    /** Whether payments need it. What they do not need is started when all the rest is ready, and nobody waits for it. */
    boolean isNeeded() {
        return this != CONSOLE;
    }

    /** The most heap that its JVM may take here; the rest of its memory is about as much again. */
    int heapMegabytes() {
        return heapMegabytes;
    }

    /** Something to read for whoever has a key, and for nobody else. */
    public String pathForMerchants() {
        return pathForMerchants;
    }

    /** What {@code mvn package} leaves. */
    Path jar(Path projectFolder) {
        return projectFolder.resolve(module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
