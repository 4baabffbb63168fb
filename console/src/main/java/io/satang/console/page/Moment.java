package io.satang.console.page;

/**
 * A point in time as pages show it.
 *
 * @param iso   in UTC, for programs
 * @param utc   in UTC, for people who point at it
 * @param local where the account is
 */
public record Moment(String iso, String utc, String local) {}
