package org.openors.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditAnswersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv | text/csv;charset=UTF-8",
                "TEXT/CSV;charset=ISO-8859-1 | text/csv;charset=UTF-8",
                "text/csv;header=absent;charset=utf_8 | text/csv;charset=UTF-8",
                "application/fhir+ndjson | application/fhir+ndjson",
                "application/fhir+ndjson;fhirVersion=4.0;charset=utf_8 | application/fhir+ndjson",
                "application/fhir+ndjson, text/csv;q=0.5 | application/fhir+ndjson",
                "text/*, application/fhir+ndjson;q=0.1 | text/csv;charset=UTF-8",
                "*/*, text/csv;q=0 | application/fhir+ndjson"
            })
    void anExportHasTheTypeThatTheCallerLikesBestWhateverItsParameters(String accept, String exported) {
        var accepted = Arrays.stream(accept.split(","))
                .map(String::trim)
                .map(MediaType::valueOf)
                .toList();
        assertThat(AuditAnswers.exported(accepted)).isEqualTo(MediaType.valueOf(exported));
    }
}
