/** The services' replicas, built of production code, and the people around them: merchants, payers, receivers and bad luck. */
package io.satang.simulation.world;
