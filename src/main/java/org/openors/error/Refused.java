package org.openors.error;

/** CDI event, fired once for each error answer before it is sent. */
public record Refused(ErrorCode code) {}
