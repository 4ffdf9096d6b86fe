package org.openors.audit.reading;

import java.io.IOException;
import java.io.Writer;

/** How an export writes records: each is one, whatever its texts hold. */
interface AuditFormat {

    String BROKEN_OFF = "The export broke off here: it is not whole";

    /** Writes what stands before the first record. */
    default void begin(Writer out) throws IOException {}

    void write(AuditEntry entry, Writer out) throws IOException;

    /** Writes, in the place of the next record, that this is not the whole: a server ends a broken answer as it ends any. */
    void breakOff(Writer out) throws IOException;
}
