package org.openors.study;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.openors.database.Jdbc;
import org.openors.identity.StudyMode;

/** Writes what a document says of the study itself: title, version and device-service settings. */
final class StudySettings {

    private static final String LOCK = "SELECT title FROM study_mode WHERE study_id = ? AND mode = ? FOR UPDATE";

    private static final String SERVICE = "deviceService";
    private static final String PASSWORD = "password";

    private final Connection connection;
    private final StudyMode study;
    private final ConnectorPassword password;

    /**
     * The settings before and after, as the import's audit record shows them: without the password.
     *
     * @param before null if the study was not there
     */
    record Change(JsonObject before, JsonObject after) {

        /** Whether anything is different, the password included. */
        boolean isChange() {
            var passwordless = Json.createObjectBuilder(after);
            if (after.containsKey(SERVICE)) {
                var service = after.getJsonObject(SERVICE);
                if (!Set.of("", "kept").contains(service.getString(PASSWORD, ""))) {
                    return true;
                }
                passwordless.add(SERVICE, Json.createObjectBuilder(service).remove(PASSWORD));
            }
            return !passwordless.build().equals(before);
        }
    }

    StudySettings(Connection connection, StudyMode study, ConnectorPassword password) {
        this.connection = connection;
        this.study = study;
        this.password = password;
    }

    /**
     * Locks the study's row first, so that imports of one study and mode are written one after the other.
     *
     * @throws org.openors.database.LostRace if another import made the study meanwhile
     */
    Change write(StudyHeader header) {
        Jdbc.query(
                connection,
                LOCK,
                row -> row.getString(1),
                study.studyId(),
                study.mode().name());
        var row = change(StudyHeader.TABLE, header.study());
        write(StudyHeader.TABLE, row);
        var stored = stored(DeviceService.TABLE);
        var before = row.isNew() ? null : json(row.before(), stored).build();
        if (header.deviceService().isEmpty()) {
            return new Change(before, json(row.after(), stored).build());
        }
        return new Change(
                before, writeService(row.after(), header.deviceService().get()).build());
    }

    private JsonObjectBuilder writeService(Object[] settledStudy, Object[] given) {
        var service = change(DeviceService.TABLE, given);
        var settled = password.settled(study, given[DeviceService.PASSWORD], service);
        service.after()[DeviceService.PASSWORD] = settled.stored();
        write(DeviceService.TABLE, service);
        return StudyHeader.TABLE
                .json(settledStudy)
                .add(SERVICE, settled.noteIn(DeviceService.TABLE.json(service.after())));
    }

    private static JsonObjectBuilder json(Object[] study, Object[] service) {
        var json = StudyHeader.TABLE.json(study);
        return service == null
                ? json
                : json.add(SERVICE, DeviceService.TABLE.json(service).remove(PASSWORD));
    }

    private Object[] stored(Upsert table) {
        return table.stored(connection, study, List.of()).get(null);
    }

    private RowChange change(Upsert table, Object[] given) {
        var stored = stored(table);
        return new RowChange(stored, table.settled(given, stored));
    }

    private void write(Upsert table, RowChange change) {
        if (!Arrays.equals(change.before(), change.after())) {
            table.write(connection, study, List.of(change));
        }
    }
}
