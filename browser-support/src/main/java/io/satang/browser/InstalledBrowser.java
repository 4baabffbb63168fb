package io.satang.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser of this machine. Nothing is ever downloaded.
 *
 * @param browser its program
 * @param driver  the program by which it is steered
 */
record InstalledBrowser(Path browser, Path driver) {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    /** The one on the PATH; empty where there is none. */
    static Optional<InstalledBrowser> find() {
        Optional<Path> driver = program("chromedriver");
        return BROWSERS.stream()
                .flatMap(name -> program(name).stream())
                .findFirst()
                .flatMap(browser -> driver.map(steers -> new InstalledBrowser(browser, steers)));
    }

    private static Optional<Path> program(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
