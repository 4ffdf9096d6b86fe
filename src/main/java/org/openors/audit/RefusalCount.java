package org.openors.audit;

import java.time.Instant;

/** How many refusals of one kind there were since this time. */
record RefusalCount(long requests, Instant since) {

    RefusalCount and(RefusalCount more) {
        return new RefusalCount(requests + more.requests, since.isBefore(more.since) ? since : more.since);
    }
}
