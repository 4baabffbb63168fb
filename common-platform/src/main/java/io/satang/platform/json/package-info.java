/** JSON as it is stored, answered and compared. */
package io.satang.platform.json;
