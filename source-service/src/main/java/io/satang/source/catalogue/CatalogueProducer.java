package io.satang.source.catalogue;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives the service its catalogue; one that is faulty keeps the service from starting. */
class CatalogueProducer {
    static final String BUILT_IN = "/catalogue/payment-methods.json";

    @Produces
    @Singleton
    @Startup
    Catalogue catalogue(@ConfigProperty(name = "satang.catalogue.path") Optional<Path> path) throws IOException {
        try (InputStream json = open(path)) {
            return CatalogueReader.read(json);
        }
    }

    private static InputStream open(Optional<Path> path) throws IOException {
        return path.isPresent()
                ? Files.newInputStream(path.get())
                : Objects.requireNonNull(CatalogueProducer.class.getResourceAsStream(BUILT_IN), BUILT_IN);
    }
}
