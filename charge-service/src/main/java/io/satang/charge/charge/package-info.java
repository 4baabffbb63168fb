/** What a charge is and may do: the record, the pure rules, its JSON and its store. Every other package of this service builds on this one. */
package io.satang.charge.charge;
