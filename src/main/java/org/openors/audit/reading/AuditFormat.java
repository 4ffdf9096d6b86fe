package org.openors.audit.reading;

import java.io.IOException;
import java.io.Writer;

/** How an export writes records: each is one, whatever its texts hold. */
interface AuditFormat {

    /** Writes what stands before the first record. */
    default void begin(Writer out) throws IOException {}

    void write(AuditEntry entry, Writer out) throws IOException;
}
