package io.satang.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.CompositeException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.hibernate.HibernateException;
import org.hibernate.JDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
    private final ConnectException loss = new ConnectException("refused");

    @Test
    void aLossIsFoundBehindHibernate() {
        assertThat(Sessions.faultOrElse(new HibernateException("wrapped", loss)))
                .isSameAs(loss);
    }

    @Test
    void aLossIsFoundAmongSeveralFailures() {
        Throwable closing = new IllegalStateException("live transaction");
        Throwable closed = ClosedConnectionException.INSTANCE;

        assertThat(Sessions.faultOrElse(new CompositeException(closing, new HibernateException("wrapped", closed))))
                .isSameAs(closed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "57014", "57P01", "53300", "40P01", "40001", "08006"})
    void aRefusalThatPassesIsTheServersOwn(String sqlState) {
        Throwable wrapped = new CompletionException(
                new JDBCException("wrapped", new SQLException("the server is at fault", sqlState)));

        assertThat(Sessions.faultOrElse(wrapped))
                .isInstanceOfSatisfying(
                        PgException.class,
                        refusal -> assertThat(refusal.getSqlState()).isEqualTo(sqlState));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23P01", "42601"})
    void aRefusalOfWhatWasAskedStaysHibernates(String sqlState) {
        JDBCException refusal = new JDBCException("wrapped", new SQLException("not like this", sqlState));

        assertThat(Sessions.faultOrElse(refusal)).isSameAs(refusal);
    }

    @Test
    void aWaitThatHasEndedIsFoundBehindHibernate() {
        Throwable late = new TimeoutException();

        assertThat(Sessions.faultOrElse(new HibernateException("wrapped", late)))
                .isSameAs(late);
    }

    @Test
    void anyOtherFailureStaysWhatItIs() {
        Throwable bug = new IllegalStateException(new IllegalArgumentException("circle"));

        assertThat(Sessions.faultOrElse(bug)).isSameAs(bug);
    }

    @Test
    void causesThatGoRoundInACircleEnd() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(Sessions.faultOrElse(first)).isSameAs(first);
    }
}
