package org.openors.http;

import org.openors.error.ErrorCode;

/** CDI event, fired once for each error answer that is to be recorded, before it is sent. */
public record Refused(ErrorCode code) {}
