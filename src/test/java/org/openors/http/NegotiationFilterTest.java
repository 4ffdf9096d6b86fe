package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110, section 12.5.1: the most precise range decides, and 0 means no. */
class NegotiationFilterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | true",
                "application/json;charset=utf_8 | true",
                "application/json;charset=undefined;x=y | true",
                "application/*;x=y | true",
                "*/*;q=0.1 | true",
                "text/csv, */*;q=0.1 | true",
                "application/json;q=0 | false",
                "application/json;q=0, */* | false",
                "application/*;q=0, application/json;q=0.1 | true",
                "application/json;q=0, application/json;v=1 | true",
                "APPLICATION/JSON;Q=0 | false",
                "text/csv | false",
                "*/*;q=0 | false"
            })
    void theMostPreciseRangeDecides(String accept, boolean isAccepted) {
        var ranges = Arrays.stream(accept.split(","))
                .map(String::trim)
                .map(MediaType::valueOf)
                .toList();
        assertThat(NegotiationFilter.accepts(ranges, MediaType.APPLICATION_JSON_TYPE))
                .isEqualTo(isAccepted);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json;charset=US-ASCII, application/json",
        "APPLICATION/JSON, application/json",
        "TEXT/Csv, text/csv;charset=UTF-8",
        "application/fhir+ndjson;fhirVersion=4.0, application/fhir+ndjson",
        "text/csv;charset=ISO-8859-1;header=absent, text/csv;charset=UTF-8"
    })
    void anAnswerHasNeitherParametersNorTheCaseOfItsCaller(String negotiated, String answered) {
        assertThat(NegotiationFilter.plain(MediaType.valueOf(negotiated))).hasToString(answered);
    }
}
