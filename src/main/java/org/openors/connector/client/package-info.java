/**
 * The published API of an mHealth connector as a MicroProfile Rest Client. It depends on nothing else of this service.
 *
 * <ol>
 *   <li>Identifiers travel as lower-case UUIDs with dashes.
 *   <li>What the published API does not promise is not read.
 * </ol>
 */
package org.openors.connector.client;
