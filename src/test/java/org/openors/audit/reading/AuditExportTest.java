package org.openors.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuditExportTest {

    static List<Arguments> formats() {
        return List.of(
                Arguments.of(new CsvFormat(), "\"The export broke off here: it is not whole\"\r\n"),
                Arguments.of(
                        new FhirFormat(),
                        "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"fatal\",\"code\":\"incomplete\","
                                + "\"diagnostics\":\"The export broke off here: it is not whole\"}]}\n"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void anExportWhoseNextPageCannotBeReadSaysSoInItsLastLine(AuditFormat format, String lastLine) {
        var away = new IllegalStateException("the database is away");
        var first = new AuditPage(List.of(), Optional.of(AuditPosition.end()));
        var sent = new ByteArrayOutputStream();

        assertThatThrownBy(() -> new AuditExport(format, first, position -> {
                            throw away;
                        })
                        .write(sent))
                .isSameAs(away);
        assertThat(sent.toString(StandardCharsets.UTF_8)).endsWith(lastLine);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aWholeOneDoesNot(AuditFormat format, String lastLine) throws Exception {
        var sent = new ByteArrayOutputStream();
        new AuditExport(format, new AuditPage(List.of(), Optional.empty()), position -> null).write(sent);
        assertThat(sent.toString(StandardCharsets.UTF_8)).doesNotContain("broke off");
    }
}
