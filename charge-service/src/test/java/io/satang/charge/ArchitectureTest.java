package io.satang.charge;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.satang.platform.http.AnswersInTime;
import io.satang.testing.PackagePicture;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The direction api → feature → store, and the seams to everything outside. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.satang.charge");

    /** Stores, and what reads rows for them. */
    private static final DescribedPredicate<JavaClass> STORES = DescribedPredicate.describe(
            "stores",
            type -> List.of("Store", "Rows").stream()
                    .anyMatch(end -> outermost(type).getSimpleName().endsWith(end)));

    @Test
    void nothingDependsOnAResource() {
        check(noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Resource")
                .should()
                .dependOnClassesThat(simpleNameEndingWith("Resource")));
    }

    @Test
    void onlyStoresSpeakWithTheDatabase() {
        check(noClasses()
                .that(not(STORES))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient..", "io.vertx.pgclient.."));
    }

    @Test
    void resourcesDoNotSpeakWithStoresThatAreNotTheirs() {
        check(noClasses()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("Pg"));
    }

    @Test
    void featuresAreFreeOfCycles() {
        check(slices().matching("io.satang.charge.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theChargeKnowsNoFeatureNoHttpAndNoKafka() {
        check(noClasses()
                .that()
                .resideInAPackage("io.satang.charge.decision")
                .should()
                .dependOnClassesThat(resideInAPackage("io.satang.charge..")
                        .and(not(resideInAPackage("io.satang.charge.decision")))));
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.satang.charge.decision",
                        "io.satang.charge.store",
                        "io.satang.charge.event",
                        "io.satang.charge.view",
                        "io.satang.charge.saga")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.ws.rs..", "org.jboss.resteasy..", "org.apache.kafka..", "io.vertx.core.."));
    }

    @Test
    void theRulesKnowNothingButTheCharge() {
        check(classes()
                .that()
                .haveNameMatching("io\\.satang\\.charge\\.decision\\..*")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.satang.charge.decision",
                        "io.satang.events",
                        "io.satang.platform.id",
                        "io.satang.platform.money",
                        "java.."));
    }

    @Test
    void noOtherServiceIsReferredTo() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.satang.account..", "io.satang.source..", "io.satang.webhook.."));
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
    void thePictureOfThePackagesIsTrue() throws IOException {
        assertThat(PackagePicture.drawn("charge-service")).isEqualTo(PackagePicture.real(CODE, "io.satang.charge"));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CODE)
                .allSatisfy(type -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                        .as(type.getPackageName())
                        .isTrue());
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static void check(ArchRule rule) {
        rule.check(CODE);
    }
}
