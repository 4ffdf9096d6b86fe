package org.openors.study;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.openors.audit.AuditTrail;
import org.openors.database.Jdbc;
import org.openors.database.OneWriter;
import org.openors.error.Refusal;
import org.openors.identity.Identifier;
import org.openors.identity.StudyMode;
import org.openors.input.JsonFields;
import org.openors.input.Problems;
import org.openors.keys.Encryption;

/**
 * Upserts one study-data document in one transaction. Sending it again changes nothing. The whole document is checked
 * first and then written section by section, in sets of rows, so that memory is limited by the document's size.
 */
@Stateless
public class StudyDataImport {

    @Inject
    OneWriter oneWriter;

    @Inject
    Jdbc jdbc;

    @Inject
    Encryption encryption;

    @Inject
    AuditTrail audit;

    /**
     * Writes the document's data to the study and mode.
     *
     * @return the number of rows in each section
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} with up to 100 problems. Unknown references
     *     are listed only for the first section that has any; {@link
     *     org.openors.error.ErrorCode#INVALID_STUDY_ID_OR_VERSION} if the study's id is not a UUID. Then nothing is
     *     changed.
     */
    public Map<String, Integer> put(StudyMode study, StudyDataDocument document) {
        var problems = new Problems();
        var counts = new EnumMap<Section, Integer>(Section.class);
        var header = StudyHeader.of(check(document, problems, counts));
        problems.refuseIfAny();
        if (study.studyId().equals(Identifier.UNKNOWN)) {
            throw Refusal.unknownStudy();
        }
        oneWriter.awaitTurn();
        jdbc.run(connection -> {
            var tables = new StudyTables(connection, study, problems);
            tables.write(header, encryption);
            for (var section : counts.keySet()) {
                document.readRows(section, rows -> tables.write(section, rows));
                problems.refuseIfAny();
            }
            return null;
        });
        var result = result(counts);
        audit.changed(null, result.toString());
        return result;
    }

    private static JsonFields check(StudyDataDocument document, Problems problems, Map<Section, Integer> counts) {
        var seen = new EnumMap<Section, Set<Object>>(Section.class);
        return document.read(problems, (section, index, row) -> {
            var key = row.key();
            var keys = seen.computeIfAbsent(section, any -> new HashSet<>());
            if (key != null && !keys.add(key)) {
                problems.add(section.pathOf(index), "is in the document twice");
            }
            if (problems.isFull()) {
                problems.refuseIfAny();
            }
            counts.merge(section, 1, Integer::sum);
        });
    }

    private static Map<String, Integer> result(Map<Section, Integer> counts) {
        var result = new LinkedHashMap<String, Integer>();
        Arrays.stream(Section.values())
                .forEach(section -> result.put(section.wireName(), counts.getOrDefault(section, 0)));
        return result;
    }
}
