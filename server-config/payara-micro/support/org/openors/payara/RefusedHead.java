package org.openors.payara;

/** A request head that the server refuses. The message goes to the caller: it never holds a value the caller sent. */
final class RefusedHead extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ServerError error;

    RefusedHead(ServerError error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    static RefusedHead invalid(String message) {
        return new RefusedHead(ServerError.INVALID_REQUEST, message);
    }

    ServerError error() {
        return error;
    }
}
