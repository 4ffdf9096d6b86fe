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

class WholeTrailTest {

    private final WholeTrails all = new WholeTrails();

    @Test
    void twoRequestsReadAtOnceAndAThirdWhenOneHasEnded() {
        var first = request();
        var second = request();
        var third = request();
        first.begin();
        first.begin();
        second.begin();
        assertThat(catchThrowableOfType(Refusal.class, third::begin).code())
                .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
        third.end();
        assertThat(catchThrowableOfType(Refusal.class, third::begin)).isNotNull();
        first.end();
        third.begin();
    }

    @Test
    void fourRequestsGoThroughATrailForAPageBesideThoseAndAFifthWaitsForAPlace() throws Exception {
        request().begin();
        request().begin();
        var pages =
                Stream.generate(this::request).limit(WholeTrails.PAGES_AT_ONCE).toList();
        pages.forEach(WholeTrail::beginPage);
        pages.forEach(WholeTrail::beginPage);
        all.patience = Duration.ofMillis(20);
        var fifth = request();
        assertThat(catchThrowableOfType(Refusal.class, fifth::beginPage).code())
                .isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
        fifth.end();
        all.patience = Duration.ofSeconds(30);
        var waiting = CompletableFuture.runAsync(fifth::beginPage);
        pages.get(0).end();
        waiting.get(30, TimeUnit.SECONDS);
    }

    private WholeTrail request() {
        var request = new WholeTrail();
        request.all = all;
        return request;
    }
}
