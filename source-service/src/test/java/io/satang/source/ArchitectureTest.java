package io.satang.source;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.satang.platform.http.AnswersInTime;
import io.satang.testing.PackagePicture;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** api → feature → store: resources and listeners call features, features call stores, and nobody calls back. */
class ArchitectureTest {
    private static final String API = ".*(Resource|Listener)";
    private static final String STORE = ".*Store(\\$.*)?";

    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.satang.source");

    @Test
    void nothingDependsOnTheApi() {
        noClasses()
                .that()
                .haveNameNotMatching(API)
                .should()
                .dependOnClassesThat(JavaClass.Predicates.simpleNameEndingWith("Resource")
                        .or(JavaClass.Predicates.simpleNameEndingWith("Listener"))
                        .and(JavaClass.Predicates.resideInAPackage("io.satang.source..")))
                .check(service);
    }

    @Test
    void aStoreDependsOnNoFeature() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Store")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.satang\\.source\\..*(CreateSource|CreateToken|Rules|View)")
                .check(service);
    }

    @Test
    void onlyStoresKnowSql() {
        noClasses()
                .that()
                .haveNameNotMatching(STORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx.sqlclient..", "io.vertx.mutiny.sqlclient..", "io.vertx.pgclient..", "java.sql..")
                .check(service);
    }

    @Test
    void onlyListenersKnowKafka() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Listener")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(service);
    }

    @Test
    void theRulesAreFreeOfEverythingThatHasEffects() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Rules")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "io.satang.source.catalogue..",
                        "io.satang.platform.card..",
                        "io.satang.source.card..",
                        "io.satang.source.create..")
                .check(service);
        noClasses().should().callMethod(Instant.class, "now").check(service);
    }

    @Test
    void featuresKnowWhatTheyStandOnAndNotEachOther() {
        // What is read shows what has become of the source's charge.
        slices().matching("io.satang.source.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(inAny("io.satang.source.."), inAny("catalogue", "card", "keyed"))
                .ignoreDependency(inAny("read"), inAny("status"))
                .ignoreDependency(inAny("token"), inAny("vault"))
                .check(service);
    }

    private static DescribedPredicate<JavaClass> inAny(String... features) {
        return JavaClass.Predicates.resideInAnyPackage(Arrays.stream(features)
                .map(feature -> feature.contains(".") ? feature : "io.satang.source." + feature)
                .toArray(String[]::new));
    }

    @Test
    void noOtherServiceIsReachedInto() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.satang.account..", "io.satang.charge..", "io.satang.webhook..")
                .check(service);
    }

    @Test
    void everyRouteAnswersInTime() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .beAnnotatedWith(AnswersInTime.class)
                .check(service);
    }

    @Test
    void thePictureOfThePackagesIsTrue() throws IOException {
        assertThat(PackagePicture.drawn("source-service")).isEqualTo(PackagePicture.real(service, "io.satang.source"));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(service)
                .allSatisfy(type -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                        .as(type.getPackageName())
                        .isTrue());
    }
}
