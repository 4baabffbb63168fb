package io.satang.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class InfraTest {

    @Test
    void eachServiceGetsItsDatabaseOnTheSameServer() throws Exception {
        Map<String, String> charge = Infra.start("charge");
        Map<String, String> source = Infra.start("source");

        assertThat(charge.get("satang.database.port")).isEqualTo(source.get("satang.database.port"));
        assertThat(charge.get("kafka.bootstrap.servers")).isEqualTo(source.get("kafka.bootstrap.servers"));
        try (Connection connection = connect(charge)) {
            assertThat(connection.getCatalog()).isEqualTo("charge");
        }
    }

    @Test
    void aQuarkusTestWithoutDatabaseGetsKafkaOnly() {
        Infra infra = new Infra();
        infra.init(Map.of());

        assertThat(infra.start()).containsOnlyKeys("kafka.bootstrap.servers");
    }

    @Test
    void bothTestAccountsAreReadBackFromTheTopic() {
        String kafka = Infra.servers().kafkaBootstrapServers();

        TestAccounts.publish(kafka);
        TestAccounts.publish(kafka);

        assertThat(accountsOn(kafka)).containsExactlyInAnyOrder(TestAccounts.ACCOUNT, TestAccounts.OTHER_ACCOUNT);
    }

    @Test
    void keysAreHashedUnderThePepper() {
        // Test vector: RFC 4231 §4.3, whose key and data are text.
        assertThat(TestAccounts.hash("what do ya want for nothing?", "Jefe"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    private static Connection connect(Map<String, String> settings) throws Exception {
        String url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        settings.get("satang.database.host"),
                        settings.get("satang.database.port"),
                        settings.get("satang.database.name"));
        return DriverManager.getConnection(
                url, settings.get("satang.database.user"), settings.get("satang.database.password"));
    }

    private static Set<String> accountsOn(String kafka) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka, "group.id", "test", "auto.offset.reset", "earliest");
        Set<String> accounts = new HashSet<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("account.changed"));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (accounts.size() < 2 && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(200))) {
                    assertThat(message.value()).contains(message.key());
                    accounts.add(message.key());
                }
            }
        }
        return accounts;
    }
}
