package org.openors.http;

import org.openors.error.ErrorCode;

/** CDI event, fired once for each error answer, also for one that gets no audit record. */
public record Answered(ErrorCode code) {}
