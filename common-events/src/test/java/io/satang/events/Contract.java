package io.satang.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The published schemas, as the tests of the contract read them. */
final class Contract {
    static final String CURRENT = "schemas/";
    static final String BASELINE = "schemas/v1/";

    private static final String ID_PREFIX = "https://satang.example/schemas/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Contract() {}

    /** The file of an event type, for instance {@code account.changed.json}. */
    static String file(EventType type) {
        return type.topic() + ".json";
    }

    static JsonNode read(String folder, String file) {
        String resource = folder + file;
        try (InputStream in = Contract.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema with its references resolved among the current schemas, formats checked. */
    static JsonSchema validator(EventType type) {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(ID_PREFIX, "classpath:" + CURRENT)));
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return factory.getSchema(SchemaLocation.of(ID_PREFIX + file(type)), config);
    }
}
