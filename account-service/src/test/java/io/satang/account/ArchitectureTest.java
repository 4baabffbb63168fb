package io.satang.account;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The direction api → feature → store, and the seams to everything outside. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.satang.account");

    @Test
    void nothingDependsOnAResource() {
        check(noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Resource")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameEndingWith("Resource"));
    }

    @Test
    void onlyTheStoreAndItsEntitiesKnowThePersistence() {
        check(noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Store")
                .and()
                .haveSimpleNameNotEndingWith("Entity")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.hibernate..", "jakarta.persistence..", "io.quarkus.hibernate..", "io.vertx.."));
    }

    @Test
    void entitiesStayBehindTheStore() {
        check(classes().that().haveSimpleNameEndingWith("Entity").should().bePackagePrivate());
    }

    @Test
    void theAccountDoesNotKnowItsFeatures() {
        check(noClasses()
                .that()
                .resideInAPackage("io.satang.account")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.satang.account.(*)"));
    }

    @Test
    void featuresDoNotKnowEachOther() {
        for (String feature : new String[] {"settings", "operator", "local", "info"}) {
            check(noClasses()
                    .that()
                    .resideInAPackage("io.satang.account." + feature)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others(feature)));
        }
    }

    @Test
    void noOtherServiceIsReferredTo() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.satang.source..", "io.satang.charge..", "io.satang.webhook.."));
    }

    @Test
    void timeComesFromTheClock() {
        check(noClasses().should().callMethod(Instant.class, "now"));
    }

    private static String[] others(String feature) {
        return java.util.stream.Stream.of("settings", "operator", "local", "info")
                .filter(other -> !other.equals(feature))
                .map("io.satang.account."::concat)
                .toArray(String[]::new);
    }

    private static void check(ArchRule rule) {
        rule.check(CODE);
    }
}
