/**
 * The operator's settings, read with MicroProfile Config, usually from environment variables.
 *
 * <ol>
 *   <li>A setting that can't be used stops the start, and the message names it.
 *   <li>A name that looks like a setting but is none is warned of.
 *   <li>A setting that is absent or empty has its documented default.
 * </ol>
 */
package org.openors.settings;
