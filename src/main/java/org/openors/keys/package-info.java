/**
 * The secret keys of the installation, and the sub-keys derived from them.
 *
 * <ol>
 *   <li>One key file has one or more 256-bit keys, each with an id. The last one is the newest: it signs, hashes and
 *       encrypts. All verify.
 *   <li>No key is used directly. Each purpose has its own sub-key: the HMAC-SHA256 of its label (a KDF in the manner of
 *       NIST SP 800-108, not its exact format).
 *   <li>The keys are kept outside of the database and are never logged.
 * </ol>
 */
package org.openors.keys;
