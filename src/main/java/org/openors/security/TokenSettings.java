package org.openors.security;

import jakarta.enterprise.context.Dependent;
import org.openors.settings.BadSetting;
import org.openors.settings.Settings;

/** Checks the MicroProfile JWT settings at the start. The platform finds a missing one only at the first token. */
@Dependent
public class TokenSettings {

    private static final String LOCATION = "MP_JWT_VERIFY_PUBLICKEY_LOCATION";

    /** @throws BadSetting if the issuer or the key's location is missing, or the key can't be read */
    public void check() {
        Settings.required("MP_JWT_VERIFY_ISSUER");
        var location = Settings.required(LOCATION);
        if (!TokenKey.isReadable(location)) {
            throw new BadSetting(LOCATION, "names no key that can be read");
        }
    }
}
