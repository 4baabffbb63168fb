package io.satang.platform.database;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** What a failed statement means for whoever waits for it (PostgreSQL, appendix A: the classes of SQLSTATE). */
public enum SqlFailure {
    /** Another transaction was in the way and this one was rolled back: the same again may succeed. */
    CONFLICT,
    /** The values are at fault: the same again fails again, and the same without them does not. Nothing was committed. */
    DATA,
    /** The database or the way to it is at fault, for everybody; whether the statement was committed is not known. It passes. */
    PASSING,
    /** We are at fault, such as with SQL that does not parse; neither time nor other values help. */
    LASTING;

    /** What this failure of a statement means. */
    public static SqlFailure of(Throwable failure) {
        return switch (failure) {
            case PgException refusal -> ofState(refusal.getSqlState());
            case GivenUpException hung -> PASSING;
            case OverloadedException full -> PASSING;
            case IOException connection -> PASSING;
            // Of the driver: a connection that was closed, a pool that is too busy.
            case VertxException connection -> PASSING;
            case NoStackTraceThrowable connection -> PASSING;
            case TimeoutException late -> PASSING;
            case io.smallrye.mutiny.TimeoutException late -> PASSING;
            default -> LASTING;
        };
    }

    /** Whether the same statement may succeed another time, with nothing changed in it. */
    public static boolean isWorthAnotherTry(Throwable failure) {
        return switch (of(failure)) {
            case PASSING, CONFLICT -> true;
            case DATA, LASTING -> false;
        };
    }

    private static SqlFailure ofState(String sqlState) {
        if (sqlState == null || sqlState.length() != 5) {
            return LASTING;
        }
        return switch (sqlState.substring(0, 2)) {
            case "40" -> CONFLICT;
            // Of P0: what our own triggers and checks refuse.
            case "22", "23", "44", "54", "P0" -> DATA;
            // Connections, transactions that are read-only or were idle too long, resources, locks, shutdowns, disks.
            case "08", "25", "53", "55", "57", "58" -> PASSING;
            default -> LASTING;
        };
    }
}
