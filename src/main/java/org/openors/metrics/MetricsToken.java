package org.openors.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openors.settings.BadSetting;
import org.openors.settings.Settings;

/** The token of {@code ORS_METRICS_TOKEN_FILE}. It is read anew each time, so that it can be changed without a restart. */
public record MetricsToken(String value) {

    private static final String SETTING = "ORS_METRICS_TOKEN_FILE";
    /** The characters of a bearer token (RFC 6750, section 2.1). */
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._~+/-]{32,512}=*");

    /**
     * The token; empty if the setting is not given.
     *
     * @throws BadSetting if the file can't be read or holds no such token
     */
    public static Optional<MetricsToken> ofSettings() {
        return Settings.text(SETTING).map(MetricsToken::read);
    }

    private static MetricsToken read(String file) {
        try {
            var token = Files.readString(Path.of(file)).strip();
            if (USABLE.matcher(token).matches()) {
                return new MetricsToken(token);
            }
            throw new BadSetting(
                    SETTING, "must name a file with one token of 32 to 512 characters of A-Z a-z 0-9 . _ ~ + / -");
        } catch (IOException | InvalidPathException notReadable) {
            throw new BadSetting(SETTING, "names a file that can't be read");
        }
    }

    /** Whether the header {@code Authorization}, which may be null, carries this token. Wrong ones take the same time. */
    boolean isIn(String authorization) {
        var expected = ("Bearer " + value).getBytes(StandardCharsets.UTF_8);
        return authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "MetricsToken[]";
    }
}
