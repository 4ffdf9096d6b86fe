package org.openors.audit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * Lets the current request read a whole trail (verify, archive, export), unless two others do so already, or go through it for one
 * page, unless four do. It counts until the request has ended, however it ends. The same request may begin again.
 */
@RequestScoped
public class WholeTrail {

    @Inject
    WholeTrails all;

    private boolean isCounted;
    private boolean isCountedForAPage;

    /** @throws Refusal {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if two requests of this node do so already */
    public void begin() {
        if (!isCounted && !all.begin()) {
            throw new Refusal(ErrorCode.TEMPORARILY_UNAVAILABLE);
        }
        isCounted = true;
    }

    /**
     * Waits for a place, at most five seconds. Call it without a connection.
     *
     * @throws Refusal {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if four requests of this node still go through a trail for a page
     */
    public void beginPage() {
        if (!isCountedForAPage && !all.beginPage()) {
            throw new Refusal(ErrorCode.TEMPORARILY_UNAVAILABLE);
        }
        isCountedForAPage = true;
    }

    @PreDestroy
    void end() {
        if (isCounted) {
            all.end();
        }
        if (isCountedForAPage) {
            all.endPage();
        }
    }
}
