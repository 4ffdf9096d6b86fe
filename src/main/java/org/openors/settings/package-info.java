/**
 * The operator's settings, read from MicroProfile Config (environment variables first).
 *
 * <ol>
 *   <li>A setting that can't be used stops the start, and the message names it.
 *   <li>A setting that is absent or empty has its documented default.
 * </ol>
 */
package org.openors.settings;
