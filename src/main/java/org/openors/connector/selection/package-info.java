/**
 * The selection of a study's connector.
 *
 * <ol>
 *   <li>Nobody else decides by the settings which connector is asked.
 * </ol>
 */
package org.openors.connector.selection;
