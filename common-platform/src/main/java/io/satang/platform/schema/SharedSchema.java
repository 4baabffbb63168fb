package io.satang.platform.schema;

import java.util.regex.Pattern;

/**
 * Tables that common code owns in the database of every service. Their migrations stand in {@code db/<name>} on the class path and have a
 * Flyway history of their own, so that their versions and those of the service's own tables never meet. Whoever owns such tables produces
 * one of these as a bean.
 *
 * <p>The first migration has to tolerate that its tables exist ({@code IF NOT EXISTS}): it also runs in databases that were there before
 * their history was.
 *
 * @param name lower-case letters and underscores
 */
public record SharedSchema(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z_]{1,40}");

    public SharedSchema {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a shared schema: " + name);
        }
    }

    String location() {
        return "db/" + name;
    }

    String historyTable() {
        return "flyway_" + name + "_history";
    }
}
