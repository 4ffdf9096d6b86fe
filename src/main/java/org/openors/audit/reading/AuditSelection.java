package org.openors.audit.reading;

import org.openors.audit.ChainName;

/** The records of a trail that a filter selects. */
public record AuditSelection(ChainName trail, AuditFilter filter) {}
