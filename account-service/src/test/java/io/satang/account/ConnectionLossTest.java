package io.satang.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.CompositeException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;

class ConnectionLossTest {
    private final ConnectException loss = new ConnectException("refused");

    @Test
    void aLossIsFoundBehindHibernate() {
        assertThat(ConnectionLoss.orElse(new HibernateException("wrapped", loss)))
                .isSameAs(loss);
    }

    @Test
    void aLossIsFoundAmongSeveralFailures() {
        Throwable closing = new IllegalStateException("live transaction");
        Throwable closed = ClosedConnectionException.INSTANCE;

        assertThat(ConnectionLoss.orElse(new CompositeException(closing, new HibernateException("wrapped", closed))))
                .isSameAs(closed);
    }

    @Test
    void anyOtherFailureStaysWhatItIs() {
        Throwable bug = new IllegalStateException(new IllegalArgumentException("circle"));

        assertThat(ConnectionLoss.orElse(bug)).isSameAs(bug);
    }

    @Test
    void causesThatGoRoundInACircleEnd() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(ConnectionLoss.orElse(first)).isSameAs(first);
    }
}
