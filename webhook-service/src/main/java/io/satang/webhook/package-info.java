/**
 * Events that merchants see, and their delivery to the merchants' webhook endpoints.
 *
 * <p>{@code intake} turns what services publish into events and deliveries; {@code delivery} brings them to the endpoints, signed by
 * {@code signature} and only to addresses that {@code endpoint} lets through; {@code event} shows them to the merchants' own requests.
 */
@NullMarked
package io.satang.webhook;

import org.jspecify.annotations.NullMarked;
