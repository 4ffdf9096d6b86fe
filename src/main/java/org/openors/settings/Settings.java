package org.openors.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads settings by their documented names, such as {@code ORS_OTP_TTL}, or by their names of MicroProfile. */
public final class Settings {

    private static volatile Function<String, Optional<String>> source = Settings::ofMicroProfile;

    private Settings() {}

    /** From now on reads the environment only, in a process without MicroProfile Config. */
    public static void readEnvironment(Map<String, String> environment) {
        source = name -> Optional.ofNullable(
                environment.get(name.toUpperCase(Locale.ROOT).replace('.', '_')));
    }

    static void readMicroProfile() {
        source = Settings::ofMicroProfile;
    }

    private static Optional<String> ofMicroProfile(String name) {
        return ConfigProvider.getConfig().getOptionalValue(name, String.class);
    }

    public static Optional<String> text(String name) {
        return source.apply(name).map(String::trim).filter(value -> !value.isEmpty());
    }

    /**
     * A setting without a default.
     *
     * @param what it must be, as the message says
     * @throws BadSetting if it is absent
     */
    public static String required(String name, String what) {
        return text(name).orElseThrow(() -> new BadSetting(name, "is not set: it must be " + what));
    }

    /**
     * The entries between the commas, without the blanks around each; empty if the setting is absent.
     *
     * @param what the setting must be, as the message says
     * @throws BadSetting if an entry is blank: a list without a usable entry would be as one that is not set
     */
    public static List<String> list(String name, String what) {
        var entries = text(name).stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::trim)
                .toList();
        if (entries.contains("")) {
            throw new BadSetting(name, "must be " + what);
        }
        return entries;
    }

    /** An ISO-8601 duration, both bounds included. */
    public static Duration duration(String name, Duration fallback, Duration min, Duration max) {
        return text(name).map(value -> duration(name, value, min, max)).orElse(fallback);
    }

    private static Duration duration(String name, String value, Duration min, Duration max) {
        try {
            var duration = Duration.parse(value);
            if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException notIso) {
            // Told below.
        }
        throw new BadSetting(name, "must be an ISO-8601 duration from " + min + " to " + max + ", such as PT2H");
    }

    /** A whole number, both bounds included. */
    public static int number(String name, int fallback, int min, int max) {
        return text(name).map(value -> number(name, value, min, max)).orElse(fallback);
    }

    private static int number(String name, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Told below.
        }
        throw new BadSetting(name, "must be a whole number from " + min + " to " + max);
    }

    /** Exactly {@code true} or {@code false}. */
    public static boolean flag(String name, boolean fallback) {
        return text(name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new BadSetting(name, "must be true or false");
                })
                .orElse(fallback);
    }
}
