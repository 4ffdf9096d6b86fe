/**
 * The audit trail: who did what to which device, when and with which right (21 CFR 11.10(e), ICH E6(R3) 4.2.2, EU Annex
 * 11 clause 9, ASVS 5.0 chapter 16).
 *
 * <ol>
 *   <li>Every operation that changes something, every refusal and every failed authentication leaves one record. Requests
 *       above a limit, and refusals of strangers above {@link org.openors.limit.RecordBudget}, are counted: one record a
 *       minute, kind and peer holds the count.
 *   <li>A change and its record commit together. The record of a refusal commits in its own transaction.
 *   <li>If the record of a change can't be written, the change does not happen.
 *   <li>A record contains no OTP, token, password or key, and no hash of one.
 *   <li>A record has a MAC over all its fields. It is made when the record is written, with a key that is not in the
 *       database.
 *   <li>A record is in the trail of its study and mode only if these are known when it is written, else in the service's
 *       own. The record itself says which.
 *   <li>Records and seals are only added: the database refuses to change or remove them.
 * </ol>
 */
package org.openors.audit;
