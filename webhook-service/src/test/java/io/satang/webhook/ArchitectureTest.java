package io.satang.webhook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.satang.platform.http.AnswersInTime;
import io.satang.testing.PackagePicture;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The direction api → feature → store, and the seams to everything outside. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.satang.webhook");

    @Test
    void nothingDependsOnResourcesAndListeners() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*(Resource|Listener)")
                .as("resources and listeners are the outermost layer"));
    }

    @Test
    void onlyStoresSpeakSql() {
        check(noClasses()
                .that()
                .haveNameNotMatching(".*\\.Pg\\w+Store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.mutiny.sqlclient..", "io.vertx.sqlclient..", "io.vertx.pgclient.."));
    }

    @Test
    void featuresSeeStoresOnlyThroughTheirInterfaces() {
        check(noClasses()
                .that()
                .haveNameNotMatching(".*\\.Pg\\w+Store")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.Pg\\w+Store"));
    }

    @Test
    void onlyListenersSpeakKafka() {
        check(noClasses()
                .that()
                .haveNameNotMatching(".*Listener(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.eclipse.microprofile.reactive.messaging.."));
    }

    @Test
    void onlyTheSenderSpeaksHttpToTheOutside() {
        check(noClasses()
                .that()
                .haveNameNotMatching(".*\\.(HttpSender|TlsClients|Exchange|InterimAnswers|Wiring)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.core.http.."));
    }

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        check(slices().matching("io.satang.webhook.(*)..").should().beFreeOfCycles());
    }

    @Test
    void noFeatureDependsOnTheWiring() {
        check(noClasses()
                .that()
                .resideInAPackage("io.satang.webhook.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.satang.webhook"));
    }

    @Test
    void noOtherServiceIsReferredTo() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.satang.account..", "io.satang.source..", "io.satang.charge.."));
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
        assertThat(PackagePicture.drawn("webhook-service")).isEqualTo(PackagePicture.real(CODE, "io.satang.webhook"));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CODE)
                .allSatisfy(type -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                        .as(type.getPackageName())
                        .isTrue());
    }

    private static void check(ArchRule rule) {
        rule.check(CODE);
    }
}
