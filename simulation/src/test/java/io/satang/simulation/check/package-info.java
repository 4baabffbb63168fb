/** What must hold in every run, at every step or once everything is at rest. */
package io.satang.simulation.check;
