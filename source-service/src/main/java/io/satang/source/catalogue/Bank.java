package io.satang.source.catalogue;

import java.util.Objects;

/**
 * A bank that the payer chooses among.
 *
 * @param code what requests call it
 * @param name what people call it
 */
public record Bank(String code, String name) {
    public Bank {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(name, "name");
    }
}
