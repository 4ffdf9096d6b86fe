package org.openors.audit.verification;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The kinds of problems that a verification finds. */
@Schema(description = """
        - `EDITED`: the record, its MAC or its seal was changed, or the last link of the chain in `audit_chain`. Or a checkpoint
          can't be read, or no key vouches for it.
        - `MISSING`: a record is gone, and later ones are not.
        - `INSERTED`: a record stands here that was not sealed here.
        - `REORDERED`: a record stands here that was sealed at another place.
        - `CUT_OFF`: the last records are gone.
        - `NOT_SEALED`: a record has waited for its seal for more than a minute: the sealing is held up.
        """)
public enum Problem {
    EDITED,
    MISSING,
    INSERTED,
    REORDERED,
    CUT_OFF,
    NOT_SEALED
}
