package io.satang.account;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.satang.platform.http.AnswersInTime;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The direction api → feature → store, and the seams to everything outside. */
class ArchitectureTest {
    private static final List<String> FEATURES = List.of(
            "io.satang.account.settings",
            "io.satang.account.key",
            "io.satang.account.request",
            "io.satang.account.operator",
            "io.satang.account.reconciliation",
            "io.satang.account.local",
            "io.satang.account.info",
            "io.satang.account.script");

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
                .and()
                .haveSimpleNameNotEndingWith("Table")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.hibernate..",
                        "jakarta.persistence..",
                        "io.quarkus.hibernate..",
                        "io.vertx.sqlclient..",
                        "io.vertx.mutiny.sqlclient.."));
    }

    @Test
    void rowsStayBehindTheStore() {
        check(classes()
                .that()
                .haveSimpleNameEndingWith("Entity")
                .or()
                .haveSimpleNameEndingWith("Table")
                .should()
                .bePackagePrivate());
    }

    @Test
    void theAccountDoesNotKnowItsFeatures() {
        check(noClasses()
                .that()
                .resideInAPackage("io.satang.account")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FEATURES.toArray(String[]::new)));
    }

    @Test
    void featuresDoNotKnowEachOther() {
        for (String feature : FEATURES) {
            check(noClasses()
                    .that()
                    .resideInAPackage(feature)
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

    @Test
    void everyRouteAnswersInTime() {
        check(classes().that().areAnnotatedWith(Path.class).should().beAnnotatedWith(AnswersInTime.class));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CODE)
                .allSatisfy(type -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                        .as(type.getPackageName())
                        .isTrue());
    }

    private static String[] others(String feature) {
        return FEATURES.stream().filter(other -> !other.equals(feature)).toArray(String[]::new);
    }

    private static void check(ArchRule rule) {
        rule.check(CODE);
    }
}
