/**
 * Tasks that every node repeats without a request.
 *
 * <ol>
 *   <li>A failure never ends the repetition. It is logged every minute, and once more when it is over.
 * </ol>
 */
package org.openors.background;
