/**
 * A phone redeems its pair, once, and gets what it needs to connect (contract, section 7).
 *
 * <ol>
 *   <li>An attempt is charged and committed before its OTP is checked.
 *   <li>Every fault, also an unknown access ID, gets the same response after the same time.
 *   <li>Only a caller with the right pair learns that it is used or expired.
 *   <li>The redemption, its connection secret and its audit record commit together. One conditional update decides.
 * </ol>
 */
package org.openors.bootstrap;
