package org.openors.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The names that an operator may set, so that a misspelt one is noticed: it would have no effect. */
public final class SettingNames {

    private static final Set<String> KNOWN = Set.of(
            "ORS_HTTP_HOST",
            "ORS_HTTP_PORT",
            "ORS_HOME",
            "ORS_DB_URL",
            "ORS_DB_USER",
            "ORS_DB_PASSWORD",
            "ORS_SECRET_KEY_FILE",
            "ORS_OTP_TTL",
            "ORS_OTP_MAX_ATTEMPTS",
            "ORS_TOKEN_MAX_LIFETIME",
            "ORS_SECURITY_SCOPED_RIGHTS_ONLY",
            "ORS_CONNECTOR_URLS",
            "ORS_CONNECTOR_TRUSTSTORE",
            "ORS_CONNECTOR_TIMEOUT",
            "ORS_CONNECTOR_CONNECT_TIMEOUT",
            "ORS_CONNECTOR_READ_TIMEOUT",
            "ORS_CONNECTOR_CALLS",
            "ORS_LIMIT_PEER",
            "ORS_LIMIT_ACCESS_ID",
            "ORS_LIMIT_CALLER",
            "ORS_TRUSTED_PROXIES",
            "ORS_OIDC_ISSUER",
            "ORS_OIDC_CLIENT_ID",
            "ORS_STUDY_DATA_MAX_BYTES",
            "ORS_LOG_FORMAT",
            "ORS_ACCESS_LOG",
            "ORS_METRICS_TOKEN_FILE",
            "ORS_JAVA_OPTIONS",
            "ORS_BUILD_DIR",
            "MP_JWT_VERIFY_ISSUER",
            "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
            "MP_JWT_VERIFY_PUBLICKEY_ALGORITHM",
            "MP_JWT_VERIFY_AUDIENCES");

    /** Set by {@code start} itself, or refused by a check of its own. */
    private static final Set<String> NOT_THE_OPERATORS = Set.of(
            "ORS_POOL_CLASS",
            "ORS_POOL_URL",
            "ORS_POOL_USER",
            "ORS_POOL_PASSWORD",
            "ORS_CLASS_ARCHIVE",
            "MP_JWT_VERIFY_PUBLICKEY",
            "MP_JWT_VERIFY_TOKEN_AGE",
            "MP_JWT_VERIFY_CLOCK_SKEW",
            "MP_JWT_TOKEN_HEADER",
            "MP_JWT_TOKEN_COOKIE",
            "MP_JWT_DECRYPT_KEY_LOCATION",
            "MP_JWT_DECRYPT_KEY_ALGORITHM");

    private static final List<String> OURS = List.of("ORS_", "MP_JWT_");

    private SettingNames() {}

    /** The names of all settings. */
    public static Set<String> known() {
        return KNOWN;
    }

    /** Those of the given names that look like settings, but are none, in alphabetical order. */
    public static List<String> unknown(Collection<String> given) {
        return new TreeSet<>(given)
                .stream()
                        .filter(name -> OURS.stream().anyMatch(name::startsWith))
                        .filter(name -> !KNOWN.contains(name) && !NOT_THE_OPERATORS.contains(name))
                        .toList();
    }

    /** The known name that differs least from this one. */
    public static String nearest(String unknown) {
        return KNOWN.stream()
                .sorted()
                .min(Comparator.comparingInt(known -> distance(known, unknown)))
                .orElseThrow();
    }

    /** The number of letters to insert, remove or change (Levenshtein). */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
