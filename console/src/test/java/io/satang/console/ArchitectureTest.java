package io.satang.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.satang.testing.PackagePicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The picture in docs/architecture.md, and the seams to everything outside. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.satang.console");

    @Test
    void thePictureOfThePackagesIsTrue() throws IOException {
        assertThat(PackagePicture.real(CODE, "io.satang.console")).isEqualTo(PackagePicture.drawn("console"));
    }

    @Test
    void onlyTheClientSpeaksHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.satang.console.client")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..")
                .check(CODE);
    }

    @Test
    void noServiceIsKnownButByItsApi() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.satang.account..",
                        "io.satang.source..",
                        "io.satang.charge..",
                        "io.satang.webhook..",
                        "io.satang.events..",
                        "io.satang.platform..")
                .check(CODE);
    }

    @Test
    void timeComesFromTheClock() {
        noClasses().should().callMethod(Instant.class, "now").check(CODE);
    }

    /** Whatever a merchant or payer has written is text, so Qute's ways to write it as it is are not used. */
    @Test
    void noTemplateWritesAnythingUnescaped() throws IOException {
        try (Stream<Path> templates = Files.walk(Path.of("src/main/resources/templates"))) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(template))
                        .as(template.toString())
                        .doesNotContainPattern("\\{[^}]*\\.(raw|safe)\\b")
                        .doesNotContain("{|");
            }
        }
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CODE)
                .filteredOn(type -> !type.getSimpleName().isEmpty())
                .allSatisfy(type -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                        .as(type.getPackageName())
                        .isTrue());
    }
}
