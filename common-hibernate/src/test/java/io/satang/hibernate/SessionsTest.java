package io.satang.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.CompositeException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final ConnectException loss = new ConnectException("refused");

    @Test
    void aLossIsFoundBehindHibernate() {
        assertThat(Sessions.lossOrElse(new HibernateException("wrapped", loss))).isSameAs(loss);
    }

    @Test
    void aLossIsFoundAmongSeveralFailures() {
        Throwable closing = new IllegalStateException("live transaction");
        Throwable closed = ClosedConnectionException.INSTANCE;

        assertThat(Sessions.lossOrElse(new CompositeException(closing, new HibernateException("wrapped", closed))))
                .isSameAs(closed);
    }

    @Test
    void anyOtherFailureStaysWhatItIs() {
        Throwable bug = new IllegalStateException(new IllegalArgumentException("circle"));

        assertThat(Sessions.lossOrElse(bug)).isSameAs(bug);
    }

    @Test
    void causesThatGoRoundInACircleEnd() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(Sessions.lossOrElse(first)).isSameAs(first);
    }
}
