package io.satang.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The picture of a module's packages in {@code docs/architecture.md}, so that a test can compare it with the code. It is the Mermaid block
 * below the heading with the module's name; each of its lines with an arrow says that the one package uses the other.
 */
public final class PackagePicture {
    private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");
    private static final String ARROW = " --> ";

    private PackagePicture() {}

    /** The arrows that stand in the document. */
    public static SortedSet<String> drawn(String module) throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        int heading = lines.indexOf("### " + module);
        if (heading < 0) {
            throw new IllegalArgumentException("no heading ### " + module + " in " + DOCUMENT);
        }
        return lines.subList(heading + 1, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("#"))
                .flatMap(PackagePicture::arrows)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The arrows that the code has, between the packages directly below the root. */
    public static SortedSet<String> real(JavaClasses code, String root) {
        return code.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .flatMap(dependency -> arrow(dependency.getOriginClass(), dependency.getTargetClass(), root).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // a --> b & c
    private static Stream<String> arrows(String line) {
        int arrow = line.indexOf(ARROW);
        if (arrow < 0) {
            return Stream.empty();
        }
        String from = line.substring(0, arrow).strip();
        return Arrays.stream(line.substring(arrow + ARROW.length()).split("&")).map(to -> from + ARROW + to.strip());
    }

    private static Optional<String> arrow(JavaClass from, JavaClass to, String root) {
        Optional<String> origin = below(root, from);
        Optional<String> target = below(root, to);
        return origin.filter(name -> target.isPresent() && !target.get().equals(name))
                .map(name -> name + ARROW + target.get());
    }

    private static Optional<String> below(String root, JavaClass type) {
        String prefix = root + ".";
        return Optional.of(type.getPackageName())
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()).replaceFirst("\\..*", ""));
    }
}
