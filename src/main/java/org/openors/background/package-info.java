/**
 * Tasks that every node repeats without a request.
 *
 * <ol>
 *   <li>A failure, even an {@link java.lang.Error}, never ends the repetition. It is logged at most every minute, and once more
 *       when it is over.
 *   <li>A run that does not end is logged every minute, whatever it waits for. One that does many things, one after another, says
 *       after each that it goes on.
 * </ol>
 */
package org.openors.background;
