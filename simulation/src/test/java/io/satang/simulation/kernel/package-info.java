/** Time, chance and processes: what makes a run repeatable. */
package io.satang.simulation.kernel;
