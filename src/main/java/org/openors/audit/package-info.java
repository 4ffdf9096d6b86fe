/**
 * Who did what to whose device, when and with what right (21 CFR 11.10(e), ICH E6(R3) 4.2.2, EU Annex 11 clause 9, ASVS
 * 5.0 chapter 16).
 *
 * <ol>
 *   <li>Every operation that changes something, every refusal and every failed authentication leaves one record.
 *   <li>A change and its record commit together; a refusal's record commits alone.
 *   <li>If the record of a change can't be written, the change does not happen.
 *   <li>A record holds no OTP, token, password, key or hash of one.
 *   <li>A record carries a MAC over all its fields, made when it is written, by a key that the database does not hold.
 *   <li>Records and seals are only ever added: the database refuses to change or remove one.
 * </ol>
 */
package org.openors.audit;
