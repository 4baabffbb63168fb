/** What the tests of every module share: the real PostgreSQL and Kafka they run against, and the two test accounts. */
@NullMarked
package io.satang.testing;

import org.jspecify.annotations.NullMarked;
