package org.openors.security;

/** A token that is refused. Its message is for the log. No stack trace is taken, as a stranger may cause many. */
final class BadToken extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 100;

    private final TokenFault fault;

    BadToken(TokenFault fault) {
        super(fault.what(), null, false, false);
        this.fault = fault;
    }

    /** @param detail what of the token is at fault. It may hold a value of the token: see {@link #printable} */
    BadToken(TokenFault fault, String detail) {
        super(fault.what() + ": " + printable(detail), null, false, false);
        this.fault = fault;
    }

    TokenFault fault() {
        return fault;
    }

    /** At most 100 characters, all of them printable ASCII, so that a token can't write lines into the log. */
    private static String printable(String text) {
        var shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return shown.replaceAll("[^\\x20-\\x7E]", "?");
    }
}
