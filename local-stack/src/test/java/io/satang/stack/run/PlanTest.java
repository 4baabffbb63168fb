package io.satang.stack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.embedded.Compilation;
import io.satang.embedded.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
    private static final ClassCaches NO_CACHES = new ClassCaches.None();
    private static final String C1_ALONE = "-XX:TieredStopAtLevel=1";

    @TempDir
    Path path;

    @Test
    void everyProcessHasAPortOfItsOwn() {
        Plan plan = Plan.of(options(Map.of(Service.CHARGE, 2)));

        List<Integer> ports = Stream.concat(
                        Stream.of(
                                plan.postgres().port(),
                                plan.kafka().port(),
                                plan.kafka().controllerPort()),
                        plan.replicas().stream()
                                .map(replica -> replica.program().ports())
                                .flatMap(own -> Stream.of(own.api(), own.management())))
                .toList();

        assertThat(ports).doesNotHaveDuplicates().hasSize(17);
        assertThat(plan.replicas().stream().map(replica -> replica.program().name()))
                .containsExactly(
                        "account-service",
                        "source-service",
                        "charge-service",
                        "charge-service-2",
                        "webhook-service",
                        "offers-service",
                        "console");
    }

    @Test
    void theConsoleMayAskEveryReplicaWhereNobodyComesFromElsewhere() {
        Plan alone = Plan.of(options(Map.of(Service.CHARGE, 2)));
        Plan open = Plan.of(options(Map.of(), new Front("0.0.0.0", 8080, Optional.empty())));

        assertThat(program(alone, "console").environment().get("SATANG_CONSOLE_SERVICES"))
                .contains("charge-service=" + managementOf(alone, "charge-service"))
                .contains("charge-service=" + managementOf(alone, "charge-service-2"));
        assertThat(program(open, "console").environment()).doesNotContainKey("SATANG_CONSOLE_SERVICES");
    }

    @Test
    void aServiceIsToldWhereTheReplicasAreThatItCalls() {
        Plan plan = Plan.of(options(Map.of(Service.SOURCE, 2, Service.CHARGE, 2)));

        assertThat(program(plan, "charge-service-2").environment())
                .containsEntry("SATANG_SOURCE_SERVICE_URL", managementOf(plan, "source-service", "source-service-2"))
                .containsEntry("SATANG_OFFERS_SERVICE_URL", managementOf(plan, "offers-service"))
                .doesNotContainKey("SATANG_CHARGE_SERVICE_URL");
        assertThat(program(plan, "source-service").environment())
                .containsEntry("SATANG_CHARGE_SERVICE_URL", managementOf(plan, "charge-service", "charge-service-2"));
        assertThat(program(plan, "webhook-service").environment())
                .containsEntry("SATANG_CHARGE_SERVICE_URL", managementOf(plan, "charge-service", "charge-service-2"))
                .doesNotContainKey("SATANG_SOURCE_SERVICE_URL");
    }

    @Test
    void theJvmsCompileAsTheyAreTold() {
        Plan quick = Plan.of(options(Map.of()));
        Plan full = Plan.of(new StackOptions(
                path,
                new StackFolder(path.resolve(".satang")),
                Front.local(8080),
                false,
                Map.of(),
                Compilation.FULL,
                NO_CACHES));

        assertThat(program(quick, "charge-service").command().command()).contains(C1_ALONE);
        assertThat(quick.kafka().command().command()).contains(C1_ALONE);
        assertThat(program(full, "charge-service").command().command()).doesNotContain(C1_ALONE);
        assertThat(full.kafka().command().command()).doesNotContain(C1_ALONE);
    }

    @Test
    void theJvmsKnowWhatEarlierOnesHaveLearnt() throws IOException {
        Path learnt = Files.createFile(path.resolve("charge-service-quick.aot"));
        Plan plan = Plan.of(options(new ClassCaches.Taken(path)));

        assertThat(program(plan, "charge-service").command().command()).contains("-XX:AOTCache=" + learnt);
        assertThat(program(plan, "source-service").command().command())
                .noneMatch(option -> option.contains("AOTCache"));
    }

    @Test
    void aStackThatLearnsWaitsForWhatEachJvmWrites() {
        Plan plan = Plan.of(options(new ClassCaches.Recorded(path)));

        assertThat(plan.kafka().command().command()).contains("-XX:AOTCacheOutput=" + path.resolve("kafka-quick.aot"));
        assertThat(plan.kafka().stopTimeout()).isGreaterThan(RunningProgram.STOP_TIMEOUT);
    }

    private static String managementOf(Plan plan, String... names) {
        return Stream.of(names)
                .map(name -> "http://127.0.0.1:" + program(plan, name).ports().management())
                .collect(Collectors.joining(","));
    }

    @Test
    void eachServiceIsToldItsOwnDatabaseAndTheGatewaysAddress() {
        Plan plan = Plan.of(options(Map.of()));

        assertThat(program(plan, "webhook-service").environment())
                .containsEntry("SATANG_DATABASE_NAME", "webhook")
                .containsEntry("SATANG_DATABASE_USER", "webhook")
                .containsEntry("SATANG_PUBLIC_URL", "http://127.0.0.1:8080")
                .containsEntry("QUARKUS_PROFILE", "local");
    }

    @Test
    void theConsoleIsToldWhereTheApiIsAndNothingOfDatabases() {
        Plan plan = Plan.of(options(Map.of()));

        assertThat(program(plan, "console").environment())
                .containsEntry("SATANG_API_URL", "http://127.0.0.1:8080")
                .doesNotContainKeys("SATANG_DATABASE_HOST", "SATANG_DATABASE_PASSWORD");
    }

    @Test
    void pagesForPayersCarryThePublicAddressAndTheConsoleAsksTheGatewayHere() {
        Front front = new Front("0.0.0.0", 8080, Optional.of("http://192.0.2.10:8080"));
        Plan plan = Plan.of(new StackOptions(
                path, new StackFolder(path.resolve(".satang")), front, false, Map.of(), Compilation.QUICK, NO_CACHES));

        assertThat(program(plan, "charge-service").environment())
                .containsEntry("SATANG_PUBLIC_URL", "http://192.0.2.10:8080")
                .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1");
        assertThat(program(plan, "console").environment()).containsEntry("SATANG_API_URL", "http://127.0.0.1:8080");
        assertThat(Front.local(8080).publicUrl()).isEqualTo("http://127.0.0.1:8080");
    }

    @Test
    void portsAndReplicasThatMakeNoSenseAreRefused() {
        StackFolder folder = new StackFolder(path);

        assertThatThrownBy(() -> Front.local(0))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("not 0");
        assertThatThrownBy(() -> new StackOptions(
                        path,
                        folder,
                        Front.local(8080),
                        false,
                        Map.of(Service.CHARGE, 0),
                        Compilation.QUICK,
                        NO_CACHES))
                .hasMessageContaining("at least one replica");
    }

    @Test
    void aServiceThatIsNotBuiltIsNamed() {
        assertThatThrownBy(() -> LocalStack.open(options(Map.of()), line -> {}))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("charge-service/target/quarkus-app/quarkus-run.jar")
                .hasMessageContaining("mvn -Dquick -DskipTests package");
    }

    private StackOptions options(ClassCaches caches) {
        return new StackOptions(
                path,
                new StackFolder(path.resolve(".satang")),
                Front.local(8080),
                false,
                Map.of(),
                Compilation.QUICK,
                caches);
    }

    private StackOptions options(Map<Service, Integer> replicas) {
        return options(replicas, Front.local(8080));
    }

    private StackOptions options(Map<Service, Integer> replicas, Front front) {
        return new StackOptions(
                path, new StackFolder(path.resolve(".satang")), front, false, replicas, Compilation.QUICK, NO_CACHES);
    }

    private static ServiceProgram program(Plan plan, String name) {
        return plan.replicas().stream()
                .map(Plan.Replica::program)
                .filter(program -> program.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
