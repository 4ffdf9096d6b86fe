package org.openors.http;

import org.openors.error.ErrorCode;

/** CDI event, fired once for each error answer before it is sent. */
public record Refused(ErrorCode code) {}
