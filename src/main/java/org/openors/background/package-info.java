/**
 * Work that nobody asked for by a request: what every node repeats by itself.
 *
 * <ol>
 *   <li>A failure never ends the repetition. It is logged once, and so is its end.
 * </ol>
 */
package org.openors.background;
