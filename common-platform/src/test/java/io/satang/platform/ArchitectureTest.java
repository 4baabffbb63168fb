package io.satang.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.satang.testing.PackagePicture;
import java.io.IOException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The platform is packages that can be read one by one, and knows none of the services that stand on it. */
class ArchitectureTest {
    private static final JavaClasses PLATFORM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.satang.platform", "io.satang.events");

    @Test
    void packages_are_free_of_cycles() {
        slices().matching("io.satang.platform.(*)..").should().beFreeOfCycles().check(PLATFORM);
    }

    @Test
    void the_contract_knows_nothing_that_carries_it() {
        noClasses()
                .that()
                .resideInAPackage("io.satang.events")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.satang.platform..", "io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..")
                .check(PLATFORM);
    }

    @Test
    void nothing_below_http_knows_http() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.satang.platform.batching",
                        "io.satang.platform.consumer",
                        "io.satang.platform.database",
                        "io.satang.platform.id",
                        "io.satang.platform.json",
                        "io.satang.platform.kafka",
                        "io.satang.platform.money",
                        "io.satang.platform.schema")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.core.http..", "io.vertx.ext.web..")
                .check(PLATFORM);
    }

    @Test
    void the_picture_of_the_packages_is_true() throws IOException {
        assertThat(PackagePicture.drawn("common-platform"))
                .isEqualTo(PackagePicture.real(PLATFORM, "io.satang.platform"));
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(PLATFORM)
                .allSatisfy(type -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                        .as(type.getPackageName())
                        .isTrue());
    }
}
