package org.openors.study;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.openors.audit.AuditTrail;
import org.openors.database.OneWriter;
import org.openors.error.Refusal;
import org.openors.identity.Identifier;
import org.openors.identity.StudyMode;
import org.openors.input.JsonFields;
import org.openors.input.Problems;
import org.openors.keys.Encryption;

/**
 * Upserts one study-data document in one transaction: first all of it is checked, then it is written section by section in
 * sets of rows, so that memory is bounded by the document's size. Sending it again changes nothing.
 */
@Stateless
public class StudyDataImport {

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Inject
    OneWriter oneWriter;

    @Inject
    Encryption encryption;

    @Inject
    AuditTrail audit;

    /**
     * Puts the document's data into the study and mode.
     *
     * @return how many of each kind the document names
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} with up to 100 problems, those of the first
     *     section that refers to what is not known; nothing is changed then
     */
    public Map<String, Integer> put(StudyMode study, StudyDataDocument document) {
        var problems = new Problems();
        var counts = new EnumMap<Section, Integer>(Section.class);
        var header = StudyHeader.of(check(document, problems, counts));
        problems.refuseIfAny();
        if (study.studyId().equals(Identifier.NIL)) {
            throw Refusal.unknownStudy();
        }
        oneWriter.awaitTurn();
        try (var tables = new StudyTables(database.getConnection(), study, problems)) {
            tables.writeHeader(header, encryption);
            for (var section : counts.keySet()) {
                document.readRows(section, (row, index) -> tables.add(section, row, index));
                tables.flush(section);
                problems.refuseIfAny();
            }
        } catch (SQLException failure) {
            throw StudyTables.translated(failure);
        }
        var result = result(counts);
        audit.changed(null, result.toString());
        return result;
    }

    private static JsonFields check(StudyDataDocument document, Problems problems, Map<Section, Integer> counts) {
        var seen = new EnumMap<Section, Set<Object>>(Section.class);
        return document.read(problems, (section, index, fields) -> {
            var key = StudyDataRow.of(section, fields).key();
            if (key != null
                    && !seen.computeIfAbsent(section, any -> new HashSet<>()).add(key)) {
                problems.add(section.pathOf(index), "is in the document twice");
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
