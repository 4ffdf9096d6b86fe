package org.openors.credential;

import jakarta.ejb.ApplicationException;

/** The database failed before the attempt was given back: it is still charged, and can be given back later. */
@ApplicationException(rollback = true)
public class NotGivenBack extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotGivenBack(RuntimeException cause) {
        super("an attempt could not be given back", cause);
    }
}
