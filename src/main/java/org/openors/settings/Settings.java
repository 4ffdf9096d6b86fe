package org.openors.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads settings by their documented names, such as {@code ORS_OTP_TTL}. */
public final class Settings {

    private Settings() {}

    public static Optional<String> text(String name) {
        return ConfigProvider.getConfig()
                .getOptionalValue(name, String.class)
                .map(String::trim)
                .filter(value -> !value.isEmpty());
    }

    /** @throws BadSetting if it is absent */
    public static String required(String name) {
        return text(name).orElseThrow(() -> new BadSetting(name, "is not set"));
    }

    /** An ISO-8601 duration, both bounds included. */
    public static Duration duration(String name, Duration fallback, Duration min, Duration max) {
        return text(name).map(value -> duration(name, value, min, max)).orElse(fallback);
    }

    private static Duration duration(String name, String value, Duration min, Duration max) {
        try {
            var duration = Duration.parse(value);
            if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
                throw new BadSetting(name, "must be from " + min + " to " + max);
            }
            return duration;
        } catch (DateTimeParseException notIso) {
            throw new BadSetting(name, "must be an ISO-8601 duration such as PT24H");
        }
    }

    /** A whole number, both bounds included. */
    public static int number(String name, int fallback, int min, int max) {
        return text(name).map(value -> number(name, value, min, max)).orElse(fallback);
    }

    private static int number(String name, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number < min || number > max) {
                throw new BadSetting(name, "must be from " + min + " to " + max);
            }
            return number;
        } catch (NumberFormatException notANumber) {
            throw new BadSetting(name, "must be a whole number");
        }
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
