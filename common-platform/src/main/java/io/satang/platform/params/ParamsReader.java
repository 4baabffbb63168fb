package io.satang.platform.params;

import io.satang.platform.body.RequestBodies;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpRequest;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Lets a resource method take {@link Params}, whatever the content type, with or without a body. */
@Provider
@Consumes(MediaType.WILDCARD)
public class ParamsReader implements ServerMessageBodyReader<Params> {

    @Override
    public boolean isReadable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo route, MediaType mediaType) {
        return type == Params.class;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Params.class;
    }

    @Override
    public Params readFrom(Class<Params> type, Type genericType, MediaType mediaType, ServerRequestContext context) {
        ServerHttpRequest request = ((ResteasyReactiveRequestContext) context).serverRequest();
        String query = Optional.ofNullable(request.query()).orElse("");
        Optional<String> contentType = Optional.ofNullable(request.getRequestHeader("Content-Type"));
        return ParamsParser.parse(query, contentType, RequestBodies.of(request.unwrap(RoutingContext.class)));
    }

    @Override
    public Params readFrom(
            Class<Params> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return ParamsParser.parse("", Optional.ofNullable(headers.getFirst("Content-Type")), body.readAllBytes());
    }
}
