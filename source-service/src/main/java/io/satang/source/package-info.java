/** Sources: what a charge is paid with. Features stand in packages of their own; api → feature → store. */
package io.satang.source;
