package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All that a stack has written: rows and their log, topics, and what its processes have said. */
final class WrittenFiles {
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path folder;

    WrittenFiles(Path folder) {
        this.folder = folder;
    }

    /** The files whose bytes hold this text; those that go away meanwhile are passed over. */
    List<Path> holding(String text) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, text))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Chunks overlap, so that the text is found where one ends.
    private static boolean holds(Path file, String text) {
        try (InputStream in = Files.newInputStream(file)) {
            String before = "";
            for (byte[] chunk = in.readNBytes(CHUNK_BYTES); chunk.length > 0; chunk = in.readNBytes(CHUNK_BYTES)) {
                String bytes = before + new String(chunk, ISO_8859_1);
                if (bytes.contains(text)) {
                    return true;
                }
                before = bytes.substring(Math.max(0, bytes.length() - text.length()));
            }
            return false;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
