/**
 * The pair that bootstraps a device: an access ID (6 characters, not secret) and a one-time password, the OTP (8
 * characters).
 *
 * <ol>
 *   <li>Both come from {@code SecureRandom} in Crockford's base 32 alphabet, 5 bits a character: the OTP has 40 bits.
 *       With 10 attempts the probability of a right guess is below 2^-36 (RFC 8628, section 5.1, asks for 2^-32).
 *   <li>The canonical form is made once and used for look-up, counting and hashing, so that all spellings share one
 *       counter and one use.
 *   <li>A pair is valid while now is before its expiry, at most 24 hours (ASVS 5.0, 6.4.1), and is redeemed once.
 *   <li>The OTP is stored only as {@code HMAC(pepper, device, PBKDF2(otp, salt))} (NIST SP 800-63B-4, 3.1.2); the pepper
 *       lives outside of the database. The hash binds study, mode and device, and by its salt the access ID, the subject
 *       and the expiry (ADR 25). A pair whose row was altered is not redeemed.
 *   <li>An attempt is given back only if its OTP was right or was not checked, and never twice.
 *   <li>A revoked pair has no access ID that a caller could send, and nothing of its OTP is left (ADR 36).
 * </ol>
 */
package org.openors.credential;
