package org.openors.security;

/** Keys that can't be used. The message continues the name of the setting, for example "holds a private key". */
final class BadKeys extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadKeys(String what) {
        super(what, null, false, false);
    }
}
