package org.openors.audit.sealing;

import org.openors.audit.ChainName;

/** A place in a chain: which chain, and the number in it. */
record ChainPlace(ChainName chain, long sequence) {}
