package org.openors.audit;

import org.openors.error.ErrorCode;

/** CDI event: the refusal of the current request is counted and gets no record of its own. */
public record RefusalCounted(ErrorCode code) {}
