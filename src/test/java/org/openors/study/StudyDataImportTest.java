package org.openors.study;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

class StudyDataImportTest {

    /** There is no database here: nothing may ask for one. */
    @Test
    void refusesAnUnknownStudyBeforeItTakesAConnection() {
        var document = new StudyDataDocument(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> new StudyDataImport().put(new StudyMode(Identifier.UNKNOWN, Mode.test), document))
                .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_STUDY_ID_OR_VERSION);
    }
}
