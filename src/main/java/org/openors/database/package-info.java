/**
 * Access to the database: conflicts, retries, migrations, and what is special about H2.
 *
 * <ol>
 *   <li>A transaction that lost a race is run again, a limited number of times.
 *   <li>On H2 one transaction writes at a time. On PostgreSQL transactions do not wait for this.
 *   <li>Migrations are SQL that H2 and PostgreSQL both accept. Only triggers differ.
 * </ol>
 */
package org.openors.database;
