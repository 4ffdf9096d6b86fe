package org.openors.startup;

import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openors.settings.SettingNames;
import org.openors.settings.Settings;

/** The settings that are given, for the log. Of a secret it says only that it is there, and of a URL no user, password or query. */
final class EffectiveSettings {

    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|JAVA_OPTIONS).*");
    private static final Pattern USER_IN_URL = Pattern.compile("//[^/@]*@");
    private static final Pattern AFTER_THE_PATH = Pattern.compile("[?;].*");

    private EffectiveSettings() {}

    static String text() {
        return new TreeSet<>(SettingNames.known())
                .stream()
                        .flatMap(name -> Settings.text(name).stream().map(value -> name + "=" + shown(name, value)))
                        .collect(Collectors.joining(" "));
    }

    private static String shown(String name, String value) {
        if (SECRET.matcher(name).matches()) {
            return "(set)";
        }
        return value.contains("://") || value.startsWith("jdbc:")
                ? AFTER_THE_PATH
                        .matcher(USER_IN_URL.matcher(value).replaceAll("//"))
                        .replaceAll("")
                : value;
    }
}
