package io.satang.platform.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which methods the resources of a service take at which path.
 *
 * @param routes in any order; several may fit a path
 */
public record RouteMethods(List<Route> routes) {
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\s*\\w+\\s*(?::\\s*(?<pattern>[^{}]+?)\\s*)?}");
    private static final String SEGMENT = "[^/]+";

    public RouteMethods {
        routes = List.copyOf(routes);
    }

    /**
     * One method at one path.
     *
     * @param beginning what every path that fits begins with
     */
    public record Route(Pattern path, String beginning, String method) {
        boolean fits(String asked) {
            return asked.startsWith(beginning) && path.matcher(asked).matches();
        }
    }

    /** The routes of the running service whose methods are such as these. */
    public static RouteMethods declared(BeanManager beans, Predicate<Method> which) {
        return of(
                beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                        .<Class<?>>map(Bean::getBeanClass)
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .toList(),
                which);
    }

    /** The routes that these classes declare by their annotations. */
    static RouteMethods of(Collection<Class<?>> resources) {
        return of(resources, method -> true);
    }

    private static RouteMethods of(Collection<Class<?>> resources, Predicate<Method> which) {
        return new RouteMethods(resources.stream()
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods())
                        .filter(which)
                        .flatMap(method -> verb(method).map(verb -> route(resource, method, verb)).stream()))
                .toList());
    }

    /** Whether a route takes this method at this path. It is asked for every request, so it looks no further than it has to. */
    public boolean take(String method, String path) {
        String plain = plain(path);
        String declared = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
        for (Route route : routes) {
            if (route.method().equals(declared) && route.fits(plain)) {
                return true;
            }
        }
        return false;
    }

    /** What may be asked at this path, in alphabetical order; empty when no route leads there. */
    Set<String> at(String path) {
        String plain = plain(path);
        Set<String> methods = new TreeSet<>();
        routes.stream().filter(route -> route.fits(plain)).map(Route::method).forEach(methods::add);
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
        }
        return methods;
    }

    private static String plain(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Route route(Class<?> resource, Method method, String verb) {
        String path = Stream.of(
                        Optional.ofNullable(resource.getAnnotation(Path.class)),
                        Optional.ofNullable(method.getAnnotation(Path.class)))
                .flatMap(Optional::stream)
                .map(Path::value)
                .map(RouteMethods::inside)
                .filter(part -> !part.isEmpty())
                .reduce("", (left, right) -> left + "/" + right);
        String whole = path.isEmpty() ? "/" : path;
        int template = whole.indexOf('{');
        return new Route(pattern(whole), template < 0 ? whole : whole.substring(0, template), verb);
    }

    /** Without the slashes around it. */
    private static String inside(String path) {
        return path.replaceAll("^/+|/+$", "");
    }

    private static Pattern pattern(String path) {
        StringBuilder expression = new StringBuilder();
        Matcher templates = TEMPLATE.matcher(path);
        int end = 0;
        while (templates.find()) {
            MatchResult template = templates.toMatchResult();
            expression.append(Pattern.quote(path.substring(end, template.start())));
            expression
                    .append("(?:")
                    .append(Optional.ofNullable(templates.group("pattern")).orElse(SEGMENT))
                    .append(')');
            end = template.end();
        }
        return Pattern.compile(
                expression.append(Pattern.quote(path.substring(end))).toString());
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)).stream())
                .map(HttpMethod::value)
                .findFirst();
    }
}
