/**
 * A phone turns its pair into a connection, once (contract, section 7).
 *
 * <ol>
 *   <li>An attempt is charged, and committed, before its OTP is looked at.
 *   <li>Whatever is wrong, an unknown access ID too, is answered alike and takes as long.
 *   <li>Only who holds the right pair learns that it is used or expired.
 *   <li>The redemption, its connection secret and its audit row commit together, by one conditional update.
 * </ol>
 */
package org.openors.bootstrap;
