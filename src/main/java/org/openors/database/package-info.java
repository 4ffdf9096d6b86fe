/**
 * What the service needs to know of its database: conflicts, retries, migrations, and what is special to H2.
 *
 * <ol>
 *   <li>A transaction that lost a race is run again, a limited number of times.
 *   <li>On H2 only one transaction writes at a time. On PostgreSQL nobody waits for that.
 *   <li>Migrations are SQL that H2 and PostgreSQL both accept. Only triggers differ.
 * </ol>
 */
package org.openors.database;
