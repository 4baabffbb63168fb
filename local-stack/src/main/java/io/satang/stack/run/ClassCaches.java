package io.satang.stack.run;

import io.satang.embedded.ClassCache;
import io.satang.embedded.Compilation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where the JVMs of a stack find what earlier ones have learnt of their classes, or leave what they learn. */
public sealed interface ClassCaches {

    /** Of a program, as long as it is compiled the same way. */
    ClassCache of(String program, Compilation compilation);

    /** No JVM has any. */
    record None() implements ClassCaches {
        @Override
        public ClassCache of(String program, Compilation compilation) {
            return new ClassCache.None();
        }
    }

    /** Those that there are. */
    record Taken(Path folder) implements ClassCaches {
        @Override
        public ClassCache of(String program, Compilation compilation) {
            Path file = file(folder, program, compilation);
            return Files.exists(file) ? new ClassCache.Taken(file) : new ClassCache.None();
        }
    }

    /** All of them, when the stack stops in order. */
    record Recorded(Path folder) implements ClassCaches {
        @Override
        public ClassCache of(String program, Compilation compilation) {
            return new ClassCache.Recorded(file(folder, program, compilation));
        }
    }

    private static Path file(Path folder, String program, Compilation compilation) {
        return folder.resolve(program + "-" + compilation.name().toLowerCase(Locale.ROOT) + ".aot");
    }
}
