package org.openors.device;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openors.credential.DeviceState;
import org.openors.input.QueryParameter;

/**
 * Which devices a look-up shows.
 *
 * @param states some of {@link #POSSIBLE}
 * @param expiresWithin null for any expiry
 * @param siteId null for all sites
 * @param limit how many at most
 * @param after the position before the page; null for the first one
 */
record DeviceSelection(
        Set<DeviceState> states, Duration expiresWithin, String siteId, int limit, DevicePosition after) {

    /** The states of a pair that may still be used, or that somebody must replace. */
    static final Set<DeviceState> POSSIBLE =
            EnumSet.of(DeviceState.AwaitingBootstrap, DeviceState.Expired, DeviceState.Locked, DeviceState.Unknown);

    private static final Duration LONGEST = Duration.ofHours(24);

    /** All that are possible if the text is null. */
    static Set<DeviceState> states(String text) {
        var states = QueryParameter.parse(
                "state",
                text,
                DeviceSelection::parsedStates,
                "must be one or more of "
                        + POSSIBLE.stream().map(DeviceState::name).collect(Collectors.joining(", "))
                        + ", separated by commas");
        return states == null ? POSSIBLE : states;
    }

    private static Optional<Set<DeviceState>> parsedStates(String text) {
        var names = List.of(text.split(",", -1));
        var states = POSSIBLE.stream()
                .filter(state -> names.contains(state.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DeviceState.class)));
        boolean areKnown = names.stream()
                .allMatch(name -> Arrays.stream(DeviceState.values())
                        .anyMatch(state -> state.name().equals(name) && POSSIBLE.contains(state)));
        return areKnown ? Optional.of(states) : Optional.empty();
    }

    static Duration expiresWithin(String text) {
        return QueryParameter.parse(
                "expiresWithin",
                text,
                DeviceSelection::duration,
                "must be a duration from PT0S to PT24H, such as PT4H");
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text))
                    .filter(duration -> !duration.isNegative() && duration.compareTo(LONGEST) <= 0);
        } catch (DateTimeParseException notIso) {
            return Optional.empty();
        }
    }

    boolean has(DeviceState state) {
        return states.contains(state);
    }
}
