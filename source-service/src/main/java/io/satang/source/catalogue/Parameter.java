package io.satang.source.catalogue;

import java.util.Objects;

/**
 * Something that a request for a source may or must say.
 *
 * @param name     as requests spell it, nested ones with brackets: {@code qr_settings[image_type]}
 * @param required whether a source cannot be made without it
 * @param format   what it looks like
 */
public record Parameter(String name, boolean required, Format format) {
    public Parameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(format, "format");
    }
}
