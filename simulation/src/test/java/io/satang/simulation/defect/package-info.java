/** Well-known mistakes, made on purpose: the simulation has to find each of them. */
package io.satang.simulation.defect;
