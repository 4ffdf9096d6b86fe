package org.openors.background;

import java.time.Duration;
import java.time.Instant;

/** Whether it is time again for something that is done from time to time. */
public final class Due {

    private Due() {}

    /** Also true if the last time is in the future: then the clock was set back, nobody knows how far. */
    public static boolean again(Instant last, Duration period, Instant now) {
        return now.isBefore(last) || !now.isBefore(last.plus(period));
    }
}
