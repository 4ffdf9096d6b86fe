package org.openors.error;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for what is behind a failure: itself, its cause, the cause of that, and so on. */
public final class Causes {

    /** Causes may form a circle. */
    private static final int MOST = 20;

    private Causes() {}

    /** The failure itself and its causes, at most {@link #MOST}. */
    public static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST);
    }

    /** The first of them that is of this type. */
    public static <T> Optional<T> first(Throwable failure, Class<T> type) {
        return of(failure).filter(type::isInstance).map(type::cast).findFirst();
    }
}
