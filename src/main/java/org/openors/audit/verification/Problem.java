package org.openors.audit.verification;

/** The kinds of tampering that a verification finds. */
public enum Problem {
    /** The record, its MAC or its seal was changed. */
    EDITED,
    /** The record that was sealed here is gone; later ones are still there. */
    MISSING,
    /** The record here was never sealed in this chain at this place. */
    INSERTED,
    /** The record here was sealed at another place. */
    REORDERED,
    /** The last records are gone. */
    CUT_OFF
}
