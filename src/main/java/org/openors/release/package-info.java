/**
 * Which release this is: version and commit, for the log, the health checks and the API description.
 *
 * <ol>
 *   <li>The build writes both. In a tree without {@code .git} the commit is {@code unknown}, or what {@code -Dgit.commit.id.full=} says.
 * </ol>
 */
package org.openors.release;
