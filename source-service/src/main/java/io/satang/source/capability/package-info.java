/** What an account can do, told from the catalogue. */
package io.satang.source.capability;
