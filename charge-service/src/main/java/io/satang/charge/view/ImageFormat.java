package io.satang.charge.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a code to scan is drawn (reference omise-api §8.11). */
public enum ImageFormat {
    /** Scalable; shops put it into their own pages as it is. */
    SVG("image/svg+xml"),
    /** For whoever can show nothing but pictures. */
    PNG("image/png");

    /** The plugins of shops read the SVG of these, without saying in the request that they want one. */
    private static final Set<String> METHODS_WITH_SVG = Set.of("promptpay", "alipayplus_mpm");

    private final String mediaType;

    ImageFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** What a payment method's code is drawn as unless somebody wants it otherwise. */
    public static ImageFormat usualOf(String sourceType) {
        return METHODS_WITH_SVG.contains(sourceType) ? SVG : PNG;
    }

    /** The format of this name, {@code svg} or {@code png}. */
    public static Optional<ImageFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.fileEnding().equalsIgnoreCase(name))
                .findFirst();
    }

    /** For instance {@code image/png}. */
    public String mediaType() {
        return mediaType;
    }

    /** For instance {@code png}. */
    public String fileEnding() {
        return name().toLowerCase(Locale.ROOT);
    }
}
