/**
 * The whole system from outside: what merchants, payers and operators see through the gateway, with the real services,
 * PostgreSQL and Kafka of the local stack.
 */
package io.satang.acceptance;
