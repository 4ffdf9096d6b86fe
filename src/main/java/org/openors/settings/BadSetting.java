package org.openors.settings;

/** A setting that the service can't use. The message names the setting and never its value. */
public class BadSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadSetting(String name, String what) {
        super(name + " " + what);
    }
}
