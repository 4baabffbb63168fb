package io.satang.account.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.satang.account.AccountTopic;
import io.satang.account.Merchant;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReconciliationTest {
    private static final int SMALL_PAGE = 2;

    @Inject
    DataSource database;

    @Inject
    Reconciliation reconciliation;

    @Test
    void accounts_that_the_topic_lacks_are_told_again_at_start_whatever_their_number() throws SQLException {
        List<Merchant> merchants = List.of(Merchant.open(), Merchant.open(), Merchant.open());
        for (Merchant merchant : merchants) {
            AccountTopic.await(merchant.id(), 1);
            writeWithoutTelling(merchant, 7);
        }

        reconciliation.start(new StartupEvent());

        for (Merchant merchant : merchants) {
            assertThat(versions(AccountTopic.await(merchant.id(), 2))).containsExactly(1L, 7L);
        }
    }

    @Test
    void pages_leave_no_account_out() throws Exception {
        List<Merchant> merchants = List.of(Merchant.open(), Merchant.open(), Merchant.open());
        for (Merchant merchant : merchants) {
            writeWithoutTelling(merchant, 3);
        }

        assertThat(reconciliation.reconcile(SMALL_PAGE)).isGreaterThanOrEqualTo(merchants.size());

        for (Merchant merchant : merchants) {
            assertThat(versions(AccountTopic.await(merchant.id(), 2))).endsWith(3L);
        }
    }

    @Test
    void an_old_record_that_came_last_is_made_good() throws Exception {
        Merchant merchant = Merchant.open();
        merchant.request().formParam("country", "SG").patch("/account").then().statusCode(200);
        AccountTopic.await(merchant.id(), 2);
        tellAgain(merchant, 1);

        reconciliation.reconcile(SMALL_PAGE);

        assertThat(versions(AccountTopic.await(merchant.id(), 4))).containsExactly(1L, 2L, 1L, 2L);
    }

    @Test
    void what_the_topic_has_is_not_told_again() throws Exception {
        Merchant merchant = Merchant.open();
        AccountTopic.await(merchant.id(), 1);

        reconciliation.reconcile(SMALL_PAGE);
        Merchant later = Merchant.open();

        AccountTopic.await(later.id(), 1);
        assertThat(versions(AccountTopic.read(merchant.id()))).containsExactly(1L);
    }

    private void writeWithoutTelling(Merchant merchant, long version) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE accounts SET version = ? WHERE id = ?")) {
            update.setLong(1, version);
            update.setString(2, merchant.id());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    // As after a redrive.
    private static void tellAgain(Merchant merchant, long version) throws Exception {
        AccountTopic.Event event = AccountTopic.read(merchant.id()).stream()
                .filter(told -> told.envelope().version() == version)
                .findFirst()
                .orElseThrow();
        AccountTopic.append(event);
    }

    private static List<Long> versions(List<AccountTopic.Event> events) {
        return events.stream().map(event -> event.envelope().version()).toList();
    }
}
