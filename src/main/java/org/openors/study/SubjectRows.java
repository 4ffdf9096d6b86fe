package org.openors.study;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.identity.Identifier;
import org.openors.identity.StudyMode;

/**
 * Reads a page of subjects with one statement: each way to find one is a range of an index of its own, in the order of the
 * page and no longer than it, for each site by itself. What several of them find is found once.
 */
final class SubjectRows {

    private static final String SELECT =
            "SELECT u.subject_id, u.subject_number, u.site_id, u.m_subject_id FROM subject u";
    private static final String OF_STUDY = " WHERE u.study_id = ? AND u.mode = ?";
    private static final String BY_ITEM =
            " JOIN dispensation d ON d.study_id = u.study_id AND d.mode = u.mode AND d.subject_id = u.subject_id";

    private final StudyMode study;
    private final Optional<Set<String>> sites;
    private final SubjectPosition after;
    private final int count;
    private final List<String> ways = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /**
     * @param sites only subjects of these; empty for all
     * @param after the position before the page; null for the first one
     * @param count how many are read at most
     */
    SubjectRows(StudyMode study, Optional<Set<String>> sites, SubjectPosition after, int count) {
        this.study = study;
        this.sites = sites;
        this.after = after;
        this.count = count;
    }

    /** All subjects if the text is null, else those whom it names. */
    SubjectRows matching(String text) {
        for (var site : sites.map(List::copyOf).orElse(Collections.singletonList(null))) {
            addNumbered(site, text);
            if (text == null) {
                addUnnumbered(site);
            }
        }
        if (text != null && sites.filter(Set::isEmpty).isEmpty()) {
            addOne("", " AND u.m_subject_id = ?", text);
            Identifier.parse(text).ifPresent(id -> {
                addOne("", " AND u.subject_id = ?", id);
                addOne(BY_ITEM, " AND d.inventory_id = ?", id);
            });
        }
        return this;
    }

    /** Those whose number begins with the text. */
    private void addNumbered(String site, String text) {
        if (after != null && after.number() == null) {
            return;
        }
        var way = begun("", site);
        way.append(" AND u.subject_number >= ?");
        values.add(text == null ? "" : text);
        if (text != null) {
            way.append(" AND u.subject_number < ?");
            values.add(successor(text));
        }
        if (after != null) {
            way.append(" AND u.subject_number >= ? AND (u.subject_number > ? OR u.subject_id > ?)");
            values.addAll(List.of(after.number(), after.number(), after.id()));
        }
        add(way, site);
    }

    private void addUnnumbered(String site) {
        var way = begun("", site).append(" AND u.subject_number IS NULL");
        if (after != null && after.number() == null) {
            way.append(" AND u.subject_id > ?");
            values.add(after.id());
        }
        add(way, site);
    }

    /** The first few: a page has them in its order. */
    private void add(StringBuilder way, String site) {
        var order = site == null ? " ORDER BY u.study_id, u.mode," : " ORDER BY u.study_id, u.mode, u.site_id,";
        ways.add("(" + way + order + " u.subject_number, u.subject_id FETCH FIRST " + count + " ROWS ONLY)");
    }

    private StringBuilder begun(String join, String site) {
        values.addAll(List.of(study.studyId(), study.mode().name()));
        var way = new StringBuilder(SELECT).append(join).append(OF_STUDY);
        if (site != null) {
            way.append(" AND u.site_id = ?");
            values.add(site);
        }
        return way;
    }

    /** Those whom a key names: at most a few. */
    private void addOne(String join, String condition, Object key) {
        var way = begun(join, null).append(condition);
        values.add(key);
        sites.ifPresent(some -> {
            way.append(" AND u.site_id = ANY (?)");
            values.add(new Values("varchar", some.toArray()));
        });
        if (after != null && after.number() == null) {
            way.append(" AND u.subject_number IS NULL AND u.subject_id > ?");
            values.add(after.id());
        } else if (after != null) {
            way.append(" AND (u.subject_number IS NULL OR u.subject_number > ?"
                    + " OR u.subject_number = ? AND u.subject_id > ?)");
            values.addAll(List.of(after.number(), after.number(), after.id()));
        }
        ways.add("(" + way + ")");
    }

    /** The first text, in the order of code units and of UTF-8 alike, that does not begin with this one. */
    private static String successor(String text) {
        int last = text.codePointBefore(text.length());
        int next = last == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : last + 1;
        return text.substring(0, text.length() - Character.charCount(last)) + Character.toString(next);
    }

    List<FoundSubject> read(Connection connection) {
        return ways.isEmpty() ? List.of() : Jdbc.query(connection, query(), FoundSubject::of, values.toArray());
    }

    String query() {
        return "SELECT * FROM (" + String.join(" UNION ", ways) + ") found"
                + " ORDER BY CASE WHEN subject_number IS NULL THEN 1 ELSE 0 END, subject_number, subject_id"
                + " FETCH FIRST " + count + " ROWS ONLY";
    }
}
