package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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

    private WholeTrail request() {
        var request = new WholeTrail();
        request.all = all;
        return request;
    }
}
