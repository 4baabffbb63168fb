package io.satang.offers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.satang.platform.http.AnswersInTime;
import io.satang.testing.PackagePicture;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** api → feature → store: resources and listeners call features, features call stores, and nobody calls back. */
class ArchitectureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.satang.offers");

    @Test
    void nothing_depends_on_the_api() {
        noClasses()
                .that()
                .haveNameNotMatching(".*(Resource|Listener)(\\$.*)?")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.simpleNameEndingWith("Resource")
                        .or(JavaClass.Predicates.simpleNameEndingWith("Listener"))
                        .and(JavaClass.Predicates.resideInAPackage("io.satang.offers..")))
                .check(SERVICE);
    }

    @Test
    void the_rules_are_free_of_everything_that_has_effects() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Rules")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..", "java.util..", "java.time..", "io.satang.offers..", "io.satang.platform.money..")
                .check(SERVICE);
        noClasses().should().callMethod(Instant.class, "now").check(SERVICE);
    }

    @Test
    void only_listeners_know_kafka() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Listener")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(SERVICE);
    }

    @Test
    void rows_stay_within_their_feature() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Entity")
                .should()
                .bePackagePrivate()
                .check(SERVICE);
    }

    @Test
    void packages_are_free_of_cycles() {
        slices().matching("io.satang.offers.(*)..").should().beFreeOfCycles().check(SERVICE);
    }

    @Test
    void no_other_service_is_reached_into() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.satang.account..", "io.satang.source..", "io.satang.charge..", "io.satang.webhook..")
                .check(SERVICE);
    }

    @Test
    void every_route_answers_in_time() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .beAnnotatedWith(AnswersInTime.class)
                .check(SERVICE);
    }

    @Test
    void the_picture_of_the_packages_is_true() throws IOException {
        assertThat(PackagePicture.drawn("offers-service")).isEqualTo(PackagePicture.real(SERVICE, "io.satang.offers"));
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(SERVICE)
                .allSatisfy(type -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                        .as(type.getPackageName())
                        .isTrue());
    }
}
