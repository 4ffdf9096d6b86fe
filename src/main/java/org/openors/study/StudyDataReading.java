package org.openors.study;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.util.List;
import org.openors.audit.AuditTrail;
import org.openors.database.InTurn;
import org.openors.database.Jdbc;
import org.openors.error.Refusal;
import org.openors.identity.StudyMode;

/** Begins to read what is stored of a study, and records that it is read. */
@Stateless
@InTurn
public class StudyDataReading {

    @Inject
    Jdbc jdbc;

    @Inject
    AuditTrail audit;

    /**
     * Title, version and device-service settings, without the password, as a document names them.
     *
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION} if nothing is stored
     */
    public JsonObject begin(StudyMode study) {
        var header = jdbc.run(connection -> header(connection, study));
        audit.read();
        return header;
    }

    private static JsonObject header(Connection connection, StudyMode study) {
        var stored = StudyHeader.TABLE.stored(connection, study, List.of()).get(null);
        if (stored == null) {
            throw Refusal.unknownStudy();
        }
        var header = StudyHeader.TABLE.document(stored);
        var service = DeviceService.TABLE.stored(connection, study, List.of()).get(null);
        if (service != null) {
            header.add("deviceService", DeviceService.TABLE.document(service).remove("password"));
        }
        return header.build();
    }
}
