package org.openors.audit.verification;

/** What can be wrong with a trail. */
public enum Problem {
    /** The record, its MAC or its seal was changed. */
    EDITED,
    /** A record that was sealed here is gone, and later ones are not. */
    MISSING,
    /** A record stands here that was not sealed here. */
    INSERTED,
    /** A record stands here that was sealed at another place. */
    REORDERED,
    /** The last records are gone. */
    CUT_OFF
}
