package io.satang.source.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The catalogue that comes with the service, for tests of other packages. */
public final class TestCatalogue {
    private TestCatalogue() {}

    /** As the service reads it. */
    public static Catalogue builtIn() {
        try (InputStream json = TestCatalogue.class.getResourceAsStream(CatalogueProducer.BUILT_IN)) {
            return CatalogueReader.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
