package io.satang.embedded;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Unpacks what is too large to unpack at each start, once per user. */
final class Unpacking {

    /** Writes files below a folder. */
    @FunctionalInterface
    interface Filling {
        void into(Path folder) throws IOException;
    }

    private Unpacking() {}

    /** Where unpacked files live: a folder that only this user writes, since its files will be executed. */
    static Path cache() {
        Path base = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return base.resolve("satang");
    }

    /**
     * The folder of this name in the cache, filled when it is not there yet. Several processes may do so at once: each fills a folder of its
     * own, and the first to rename it wins.
     */
    static Path once(Path cache, String name, Filling filling) throws IOException {
        Path folder = cache.resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(cache);
        Path unfinished = Files.createTempDirectory(cache, name + ".");
        filling.into(unfinished);
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            delete(unfinished);
        }
        return folder;
    }

    /** Deletes a folder and all below it. */
    static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
