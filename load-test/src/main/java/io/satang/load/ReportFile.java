package io.satang.load;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Where reports are kept. */
final class ReportFile {
    private ReportFile() {}

    /** Writes a report into {@code folder}, named by what it is of and by the time of the run. */
    static Path write(JsonObject report, Path folder, String kind, Instant now) {
        Path file = folder.resolve(kind + "-" + now.toString().replaceAll("[-:]|\\..*", "") + ".json");
        try {
            Files.createDirectories(folder);
            return Files.writeString(file, report.encodePrettily());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
