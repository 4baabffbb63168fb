package io.satang.account.info;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code GET /openapi.json}, {@code GET /openapi.yaml}: the description of the whole API, of every service, for clients to be generated from.
 * It is kept by hand, and the acceptance tests hold every answer against it.
 */
@Path("/")
@AnswersInTime
public class OpenApiResource {
    private static final String YAML_TYPE = "application/yaml; charset=utf-8";
    private static final String YAML = text();
    private static final String JSON = json(YAML);

    /** The document in JSON. */
    @GET
    @Path("openapi.json")
    @Produces(ApiJson.MEDIA_TYPE)
    public String json() {
        return JSON;
    }

    /** The document in YAML (RFC 9512). */
    @GET
    @Path("openapi.yaml")
    @Produces(YAML_TYPE)
    public String yaml() {
        return YAML;
    }

    private static String text() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream("/openapi.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the OpenAPI document", e);
        }
    }

    private static String json(String yaml) {
        try {
            return new ObjectMapper().writeValueAsString(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException("the OpenAPI document is no YAML", e);
        }
    }
}
