/** Where deliveries go: the merchants' endpoints, and which network addresses may be reached at all. */
package io.satang.webhook.endpoint;
