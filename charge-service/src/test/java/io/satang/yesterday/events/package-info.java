/**
 * The event records and their reader as the last release has them, to show that it understands what today's code writes. At a release they
 * are replaced by that release's own (CONTRIBUTING.md, "Releasing").
 */
package io.satang.yesterday.events;
