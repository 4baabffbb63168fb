/** What the tests of every module share: the real PostgreSQL and Kafka they run against, and the two test accounts. */
package io.satang.testing;
