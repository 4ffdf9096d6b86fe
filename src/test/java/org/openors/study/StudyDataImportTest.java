package org.openors.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openors.database.Jdbc;
import org.openors.database.OneWriter;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/** What comes before what in an import; there is no database, and nothing may ask for one too early. */
class StudyDataImportTest {

    private final StudyDataImport studyData = new StudyDataImport();

    /** ADR 16. */
    @Test
    void awaitsItsTurnBeforeItTakesAConnection() {
        var steps = new ArrayList<String>();
        studyData.oneWriter = new OneWriter() {
            @Override
            public void awaitTurn() {
                steps.add("turn");
            }
        };
        studyData.jdbc = new Jdbc() {
            @Override
            public <T> T run(Work<T> work) {
                steps.add("connection");
                throw new IllegalStateException("the end of this test");
            }
        };
        assertThatThrownBy(() -> put(Optional.of(UUID.randomUUID()), "{}")).hasMessage("the end of this test");
        assertThat(steps).isEqualTo(List.of("turn", "connection"));
    }

    @Test
    void tellsWhatIsWrongWithTheDocumentBeforeAnUnknownStudy() {
        assertThatThrownBy(() -> put(Optional.empty(), "{\"version\":\"x\"}"))
                .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_REQUEST);
        assertThatThrownBy(() -> put(Optional.empty(), "{\"version\":\"1\"}"))
                .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_STUDY_ID_OR_VERSION);
    }

    @Test
    void refusesARowThatIsInTheDocumentTwice() {
        var kit = "{\"kitTypeId\":\"K\",\"deviceType\":\"Other\"}";
        assertThatThrownBy(() -> put(Optional.empty(), "{\"kitTypes\":[" + kit + "," + kit + "]}"))
                .isInstanceOf(Refusal.class)
                .hasMessage("/kitTypes/1 is in the document twice");
    }

    /** The rest would only be kept to look for rows that are there twice. */
    @Test
    void readsNoFurtherThanTheHundredthProblem() {
        var rows = "{\"x\":1},".repeat(50);
        assertThatThrownBy(() -> put(Optional.empty(), "{\"kitTypes\":[" + rows + "no JSON"))
                .hasMessage("/kitTypes/0/kitTypeId is required (and more)");
        assertThatThrownBy(
                        () -> put(Optional.empty(), "{\"kitTypes\":[" + "{\"kitTypeId\":\"K\"},".repeat(2) + "no JSON"))
                .hasMessageStartingWith("The body is not JSON at line 1");
    }

    private void put(Optional<UUID> study, String document) throws IOException {
        studyData.put(
                new StudyMode(study.orElse(Identifier.UNKNOWN), Mode.test),
                new StudyDataDocument(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8))));
    }
}
