/**
 * The start of the application: first the settings are checked, then the schema is migrated, then the rights and the keys
 * are checked.
 *
 * <ol>
 *   <li>A setting that the service cannot use stops the start. The message names the setting.
 *   <li>All of it happens before the first request, and on Payara Micro once more before the server: {@link
 *       org.openors.startup.StartCheck}, which changes no data.
 * </ol>
 */
package org.openors.startup;
