/**
 * Health checks for operators: {@code /health/live} and {@code /health/ready} (MicroProfile Health).
 *
 * <ol>
 *   <li>Both answer within 10 s, also while the database or the source of the token's key hangs.
 *   <li>Ready means that a change was committed, or that another transaction is writing.
 * </ol>
 */
package org.openors.health;
