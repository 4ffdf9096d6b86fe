package org.openors.connector.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a caller is told to wait: what the connector says (RFC 9110, section 10.2.3), within our limits. */
class OutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "7, 7",
        "300, 300",
        "301, 300",
        "9999999999, 300",
        "99999999999999999999999, 300",
        "-1, 30",
        "soon, 30",
        "'Sun, 06 Nov 1994 08:49:37 GMT', 1",
        "'Sun, 06 Nov 2994 08:49:37 GMT', 30",
        "'Thu, 06 Nov 2994 08:49:37 GMT', 300",
        ", 30"
    })
    void secondsAndDatesAreTold(String retryAfter, String told) {
        assertThat(told(retryAfter)).isEqualTo(told);
    }

    @Test
    void aDateSoonIsToldAsItsDistance() {
        var date = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(120).format(DateTimeFormatter.RFC_1123_DATE_TIME);
        assertThat(Integer.parseInt(told(date))).isBetween(60, 120);
    }

    private static String told(String retryAfter) {
        var call = new CallUnderWay("connector.example.org", Duration.ofSeconds(15));
        return Outcome.of(new UnexpectedStatus(503, retryAfter), call).headers().get("Retry-After");
    }
}
