package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.http.PlaceOfRequest;

/**
 * Lets the current request read a whole trail (verify, archive, export), unless two others do so already, or go through it for one
 * page, unless four do. It counts until the request has ended, however it ends. The same request may begin again.
 */
@ApplicationScoped
public class WholeTrail {

    static final int AT_ONCE = 2;
    /** Pages whose filter few records match. They end soon, and people look at them, so they have places of their own. */
    static final int PAGES_AT_ONCE = 4;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Semaphore placesForPages = new Semaphore(PAGES_AT_ONCE, true);

    Duration patience = Duration.ofSeconds(5);

    @Inject
    PlaceOfRequest place;

    /** @throws Refusal {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if two requests of this node do so already */
    public void begin() {
        place.take(places, Duration.ZERO);
    }

    /**
     * Waits for a place, at most five seconds. Call it without a connection.
     *
     * @throws Refusal {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if four requests of this node still go through a trail for a page
     */
    public void beginPage() {
        place.take(placesForPages, patience);
    }
}
