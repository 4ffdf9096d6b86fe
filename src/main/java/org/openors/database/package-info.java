/**
 * Access to the database: conflicts, retries, migrations, and what is special about H2.
 *
 * <ol>
 *   <li>A transaction that lost a race is run again, a limited number of times.
 *   <li>On H2 one transaction writes at a time. On PostgreSQL transactions do not wait for this.
 *   <li>A transaction takes its turn first, then a connection, then locks on rows. Rows are locked in this
 *       order: study, kit types, subjects, inventory items, dispensations, registrations, pairs. See ADR 24.
 *   <li>A write names the state that it was decided on: a version, or the values that were read. If the row has another
 *       state by then, the transaction has lost a race.
 *   <li>A PostgreSQL that would alter a text or a time, or that is too old, is refused at the start.
 *   <li>Migrations are SQL that H2 and PostgreSQL both accept. Only triggers differ.
 * </ol>
 */
package org.openors.database;
