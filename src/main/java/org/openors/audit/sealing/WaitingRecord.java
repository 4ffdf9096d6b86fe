package org.openors.audit.sealing;

import java.util.UUID;
import org.openors.audit.ChainName;

/**
 * A committed record that has no place in its chain yet. Its MAC is empty if the record was removed after it was
 * written.
 */
record WaitingRecord(UUID id, ChainName chain, byte[] mac) {}
