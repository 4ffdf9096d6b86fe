/**
 * The start: settings are checked, then the schema is brought to this version.
 *
 * <ol>
 *   <li>A setting the service can't run with stops the start, and the message names it.
 *   <li>Migrations are SQL that H2 and PostgreSQL take unchanged, but for triggers, which each has in its own words; they
 *       run before the first request.
 * </ol>
 */
package org.openors.schema;
