package org.openors.audit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * Lets the current request read a whole trail (verify, archive, export, or a page whose filter few records match), unless two others do so already. It counts
 * until the request has ended, however it ends.
 */
@RequestScoped
public class WholeTrail {

    @Inject
    WholeTrails all;

    private boolean isCounted;

    /**
     * The same request may begin again.
     *
     * @throws Refusal {@link ErrorCode#TEMPORARILY_UNAVAILABLE} if two requests of this node do so already
     */
    public void begin() {
        if (!isCounted && !all.begin()) {
            throw new Refusal(ErrorCode.TEMPORARILY_UNAVAILABLE);
        }
        isCounted = true;
    }

    @PreDestroy
    void end() {
        if (isCounted) {
            all.end();
        }
    }
}
