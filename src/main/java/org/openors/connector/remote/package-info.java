/**
 * The remote connector: calls the published API of another system.
 *
 * <ol>
 *   <li>It connects only to URLs that the operator allows. TLS certificates are verified; redirects are not followed.
 *   <li>An operation ends within the time limit, whatever the connector does. Name resolution, connecting, all its calls and
 *       their answers are within that limit.
 *   <li>One connector (its URL and account) has at most a fixed number of calls at once on a node, and a circuit breaker of its
 *       own. So one that is dead slows neither another nor the built-in one.
 *   <li>An answer has at most 64 KiB and is read strictly. Nothing of it reaches the caller but a pair.
 *   <li>A 3xx, a 4xx and a 503 with {@code Retry-After} say that nothing was done. After any other 5xx, or without an answer, the
 *       outcome of a change is {@code Unknown}.
 *   <li>The log has the status and the kind of a failure, never a body or a secret.
 * </ol>
 */
package org.openors.connector.remote;
