/**
 * Which release this is: version and commit, for the log, the health checks and the API description.
 *
 * <ol>
 *   <li>The build writes both. Outside of a Git checkout the commit is {@code unknown}.
 * </ol>
 */
package org.openors.release;
