package org.openors.site;

/** What must hold of the page's settings before the service starts. */
public final class SiteSettings {

    private SiteSettings() {}

    /** @throws org.openors.settings.BadSetting if sign-in is set up in part, or with a provider that can't be used */
    public static void check() {
        SignIn.ofSettings();
    }
}
