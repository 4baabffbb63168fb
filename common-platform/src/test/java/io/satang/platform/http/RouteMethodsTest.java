package io.satang.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

// The routes are read, never called.
@SuppressWarnings("UnusedMethod")
class RouteMethodsTest {
    private static final RouteMethods ROUTES = RouteMethods.of(List.of(Root.class, Things.class, Parts.class));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/,               GET HEAD OPTIONS",
        "/things,         OPTIONS POST",
        "/things/,        OPTIONS POST",
        "/things/a,       DELETE GET HEAD OPTIONS",
        "/things/a/parts, OPTIONS PATCH",
        "/things/none,    DELETE OPTIONS",
        "/things/a/b,     ''",
        "/thing,          ''",
        "/things//parts,  ''",
    })
    void each_path_has_the_methods_of_its_own_routes(String path, String methods) {
        assertThat(String.join(" ", ROUTES.at(path))).isEqualTo(methods);
        for (String method : List.of("DELETE", "GET", "HEAD", "PATCH", "POST")) {
            assertThat(ROUTES.take(method, path))
                    .as(method)
                    .isEqualTo(ROUTES.at(path).contains(method));
        }
    }

    @Path("/")
    private static final class Root {
        @GET
        String get() {
            return "";
        }
    }

    @Path("/things")
    private static final class Things {
        @POST
        String create() {
            return "";
        }

        @GET
        @Path("/{id: (?!none$)[^/]+}")
        String find() {
            return "";
        }

        String noRoute() {
            return "";
        }
    }

    @Path("things/{id}/")
    private static final class Parts {
        @DELETE
        String remove() {
            return "";
        }

        @PATCH
        @Path("parts")
        String change() {
            return "";
        }
    }
}
