/**
 * Studies, subjects, kits and dispensations, and the import of study data.
 *
 * <ol>
 *   <li>Data is separate for each study and mode: no request for {@code test} or {@code training} changes {@code
 *       active}.
 *   <li>Study data is one document, upserted in one transaction: what is named is inserted or updated, what is not
 *       named stays, and sending it twice changes nothing.
 *   <li>A document with a fault changes nothing. Up to 100 problems are listed with their paths.
 *   <li>What a document does not name stays as it is. Null, on the other hand, removes what is stored.
 *   <li>A dispensation without a subject takes the item back: its registration ends in the same transaction, and its pair and
 *       its connection secret are dead. A dry run changes nothing.
 *   <li>What is stored can be read as one document and imported again. Only a connector's password is left out.
 *   <li>An import records the document's SHA-256 and the settings before and after. Each object that it changed has an
 *       audit record of its own, in the same transaction.
 *   <li>A document is read and checked before its transaction begins. A row is written only if it still is what it was
 *       when it was read.
 *   <li>A connector's password is kept only as long as the connector, its URL and the user name, and can be decrypted for
 *       these only.
 * </ol>
 */
package org.openors.study;
