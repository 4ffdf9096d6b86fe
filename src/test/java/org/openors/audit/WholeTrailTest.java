package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.http.PlaceOfRequest;

class WholeTrailTest {

    private final WholeTrail trail = new WholeTrail();

    @Test
    void twoRequestsReadAtOnceAndAThirdWhenOneHasEnded() {
        var first = new PlaceOfRequest();
        var third = new PlaceOfRequest();
        begin(first);
        begin(first);
        begin(new PlaceOfRequest());
        assertRefused(() -> begin(third));
        third.leave();
        assertRefused(() -> begin(third));
        first.leave();
        begin(third);
    }

    @Test
    void fourRequestsGoThroughATrailForAPageBesideThoseAndAFifthWaitsForAPlace() throws Exception {
        begin(new PlaceOfRequest());
        begin(new PlaceOfRequest());
        var pages = Stream.generate(PlaceOfRequest::new)
                .limit(WholeTrail.PAGES_AT_ONCE)
                .toList();
        pages.forEach(this::beginPage);
        pages.forEach(this::beginPage);
        trail.patience = Duration.ofMillis(20);
        var fifth = new PlaceOfRequest();
        assertRefused(() -> beginPage(fifth));
        fifth.leave();
        trail.patience = Duration.ofSeconds(30);
        var waiting = CompletableFuture.runAsync(() -> beginPage(fifth));
        pages.get(0).leave();
        waiting.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aRequestThatDidBothLeavesBothPlaces() {
        trail.patience = Duration.ZERO;
        for (int i = 0; i <= WholeTrail.PAGES_AT_ONCE; i++) {
            var request = new PlaceOfRequest();
            begin(request);
            beginPage(request);
            request.leave();
        }
    }

    private void begin(PlaceOfRequest request) {
        trail.place = request;
        trail.begin();
    }

    private void beginPage(PlaceOfRequest request) {
        trail.place = request;
        trail.beginPage();
    }

    private static void assertRefused(Runnable begin) {
        assertThat(catchThrowableOfType(Refusal.class, begin::run).code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
    }
}
