package org.openors.audit.reading;

import org.openors.identity.StudyMode;

/** The records of a study in one mode that a filter selects. */
public record AuditSelection(StudyMode study, AuditFilter filter) {}
