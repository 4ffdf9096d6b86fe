package org.openors.connector.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import org.openors.settings.BadSetting;
import org.openors.settings.Settings;

/**
 * The certificate authorities that remote connectors are verified with ({@code ORS_CONNECTOR_TRUSTSTORE}).
 *
 * @param store empty: those of the JDK
 */
record TrustedAuthorities(Optional<KeyStore> store) {

    private static final String SETTING = "ORS_CONNECTOR_TRUSTSTORE";

    /** @throws BadSetting if the file is not PEM with at least one certificate */
    static TrustedAuthorities ofSettings() {
        return new TrustedAuthorities(Settings.text(SETTING).map(file -> read(Path.of(file))));
    }

    private static KeyStore read(Path pem) {
        try (var stream = Files.newInputStream(pem)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(stream)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            if (store.size() > 0) {
                return store;
            }
        } catch (IOException | GeneralSecurityException unusable) {
            throw new BadSetting(SETTING, "must name a readable file of certificates in PEM");
        }
        throw new BadSetting(SETTING, "must name a readable file of certificates in PEM");
    }
}
