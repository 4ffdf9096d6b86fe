package org.openors.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingNamesTest {

    private static final Pattern IN_JAVA = Pattern.compile("\"((?:ORS|MP_JWT)_[A-Z_]*[A-Z])\"");
    private static final Pattern OF_THE_CODES = Pattern.compile("ORS_[0-9].*");
    private static final Pattern IN_START = Pattern.compile("\\$\\{?((?:ORS|MP_JWT)_[A-Z_]*[A-Z])");

    @Test
    void aMisspeltNameIsUnknownAndTheRightOneIsFound() {
        var given = List.of("ORS_OTP_TLL", "ORS_OTP_TTL", "MP_JWT_VERIFY_AUDIENCE", "PATH", "ors_otp_ttl", "ORSON");
        assertThat(SettingNames.unknown(given)).containsExactly("MP_JWT_VERIFY_AUDIENCE", "ORS_OTP_TLL");
        assertThat(SettingNames.nearest("ORS_OTP_TLL")).isEqualTo("ORS_OTP_TTL");
        assertThat(SettingNames.nearest("MP_JWT_VERIFY_AUDIENCE")).isEqualTo("MP_JWT_VERIFY_AUDIENCES");
        assertThat(SettingNames.nearest("ORS_DATABASE_URL")).isEqualTo("ORS_DB_URL");
    }

    @Test
    void everyNameThatTheServiceOrTheStartReadsIsKnown() throws IOException {
        var read = new TreeSet<String>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("SettingNames.java"))
                    .forEach(file -> addNames(IN_JAVA, file, read));
        }
        addNames(IN_START, Path.of("server-config/payara-micro/start"), read);
        addNames(IN_START, Path.of("server-config/common/settings.sh"), read);
        assertThat(read).hasSizeGreaterThan(15);
        assertThat(SettingNames.unknown(read)).isEmpty();
    }

    private static void addNames(Pattern pattern, Path file, TreeSet<String> names) {
        try {
            pattern.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !OF_THE_CODES.matcher(name).matches())
                    .forEach(names::add);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
