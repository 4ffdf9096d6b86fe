/**
 * A phone redeems its pair, once, and gets what it needs to connect (contract, section 7).
 *
 * <ol>
 *   <li>An attempt is charged and committed before its OTP is checked. A failure of the service itself costs no attempt.
 *   <li>Every fault, also an unknown access ID, gets the same response after the same time and the same work of the database.
 *   <li>Only a caller with the right pair learns that it is used or expired.
 *   <li>The redemption, its connection secret and its audit record commit together. One conditional update decides.
 *   <li>Callers get a small share of a node, and one turn at a time for each access ID. Who waits holds no connection.
 *   <li>A practice phone gets nothing of the mode {@code active}, and changes nothing there.
 * </ol>
 */
package org.openors.bootstrap;
