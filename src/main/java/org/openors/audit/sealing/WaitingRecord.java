package org.openors.audit.sealing;

import java.util.UUID;
import org.openors.audit.ChainName;

/** A committed record without a place in its chain; its MAC is empty if it was removed since it was written. */
record WaitingRecord(UUID id, ChainName chain, byte[] mac) {}
