/**
 * The HTTP conventions of the Omise API that all services share: key authentication, request parameters in every form that clients send,
 * error objects, lists, ids and times.
 */
package io.satang.api;
