package org.openors.audit.sealing;

import org.openors.audit.ChainName;

/** A place in a chain. */
record Place(ChainName chain, long sequence) {}
