/**
 * How the last release reads and writes rows of {@code charges}, to show that it understands what today's code leaves there. At a release
 * these sources are replaced by that release's own (CONTRIBUTING.md, "Releasing").
 */
package io.satang.yesterday.charge;
