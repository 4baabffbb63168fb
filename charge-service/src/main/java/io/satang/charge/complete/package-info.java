/** What a merchant does to a charge that exists: describe it, withdraw it, and in test mode decide its outcome. */
package io.satang.charge.complete;
