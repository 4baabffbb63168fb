package io.satang.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The broker's jars, which the module {@code kafka-broker} carries as resources: never on our own class path. */
final class KafkaJars {
    private static final String LIST = "kafka-broker/jars.txt";

    private KafkaJars() {}

    /** The broker's class path, from the user's cache. */
    static String classPath() throws IOException {
        String list = text(LIST);
        List<String> resources = Arrays.asList(list.strip().split(",", -1));
        // Named after the list's content: another version of any jar gets another folder.
        String name = "kafka-" + UUID.nameUUIDFromBytes(list.getBytes(UTF_8));
        Path folder = Unpacking.once(Unpacking.cache(), name, target -> copy(resources, target));
        return folder + File.separator + "*";
    }

    private static void copy(List<String> resources, Path folder) throws IOException {
        for (String resource : resources) {
            try (InputStream jar = open(resource)) {
                Files.copy(jar, fileOf(folder, resource));
            }
        }
    }

    private static Path fileOf(Path folder, String resource) {
        return folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = KafkaJars.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new FileNotFoundException("no resource " + resource + ": build the module kafka-broker first");
        }
        return in;
    }
}
