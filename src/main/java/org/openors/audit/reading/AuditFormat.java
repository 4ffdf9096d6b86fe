package org.openors.audit.reading;

import java.io.IOException;
import java.io.Writer;

/** Writes records for an export. One record stays one record, whatever its texts contain. */
interface AuditFormat {

    String BROKEN_OFF = "The export broke off here: it is not whole";

    /** Writes what comes before the first record. */
    default void begin(Writer out) throws IOException {}

    void write(AuditEntry entry, Writer out) throws IOException;

    /**
     * Writes, instead of the next record, that the export is incomplete. The end of the HTTP response does not show
     * this.
     */
    void breakOff(Writer out) throws IOException;
}
