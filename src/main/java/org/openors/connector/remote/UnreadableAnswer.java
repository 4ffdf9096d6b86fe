package org.openors.connector.remote;

import java.io.IOException;

/** An answer that is not what the published API promises, or is too large. The message holds nothing of the answer. */
class UnreadableAnswer extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableAnswer(String what) {
        super(what);
    }
}
