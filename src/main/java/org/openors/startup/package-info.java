/**
 * The start of the application: first the settings are checked, then the schema is migrated.
 *
 * <ol>
 *   <li>A setting that the service cannot use stops the start. The message names the setting.
 *   <li>Both happen before the first request.
 * </ol>
 */
package org.openors.startup;
