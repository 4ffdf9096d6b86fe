package org.openors.device;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openors.credential.DeviceState;
import org.openors.database.Jdbc.Values;
import org.openors.identity.StudyMode;

/**
 * The pairs of a page of devices, as ranges of indexes: those that were not redeemed, those of which nobody knows, and those that are
 * locked, each for
 * every site by itself, in the order of the page and no longer than it (ADR 37).
 */
final class PairRanges {

    /** Revoked pairs have a mark in the place of the access ID. */
    private static final String BUILT_IN =
            pairs("CAST(c.named_access_id AS VARCHAR(200)) AS named_access_id, c.attempts", "bootstrap_credential")
                    + "c.redeemed_at IS NULL AND c.access_id NOT LIKE '-%'";

    private static final String OF_REMOTE_CONNECTOR =
            pairs("c.access_id AS named_access_id, CAST(NULL AS INTEGER) AS attempts", "remote_pair");

    /** Whether such a pair was redeemed is not known. */
    private static final String REMOTE = OF_REMOTE_CONNECTOR + "c.access_id IS NOT NULL";

    /** A call had no answer: the pair may have been replaced by another one. */
    private static final String UNKNOWN = OF_REMOTE_CONNECTOR + "c.access_id IS NULL";

    private static String pairs(String columns, String table) {
        return "SELECT c.study_id, c.mode, c.inventory_id, c.subject_id, c.expires_at, c.issued_at, c.issued_by,"
                + " c.issued_by_name, CAST(c.access_id AS VARCHAR(200)) AS access_id, " + columns + " FROM " + table
                + " c WHERE ";
    }

    /**
     * That the subject of the pair has the item. It is compared as a value, and by {@code <>}: of a join or {@code =}
     * PostgreSQL expects that hardly any row has it, and reads a range to its end.
     */
    private static final String IS_HELD = held("1", "", "= 1");

    /** Each site's range asks for that site alone: an array of all sites in each would grow with the square of their number. */
    private static final String IS_HELD_AT_ITS_SITE = heldAtSite("= c.site_id");

    private static final String IS_HELD_AT_SITES = heldAtSite("= ANY (?)");

    private static String heldAtSite(String comparison) {
        return held(
                "u.site_id",
                " JOIN subject u ON u.study_id = d.study_id AND u.mode = d.mode AND u.subject_id = d.subject_id",
                comparison);
    }

    private static String held(String value, String join, String comparison) {
        return " AND CASE WHEN (SELECT " + value + " FROM dispensation d" + join
                + " WHERE d.study_id = c.study_id AND d.mode = c.mode AND d.inventory_id = c.inventory_id"
                + " AND d.subject_id = c.subject_id) " + comparison + " THEN 1 ELSE 0 END <> 0";
    }

    /** A part of a {@code WHERE} clause with the values of its parameters. */
    private record Condition(String sql, List<Object> values) {

        static final Condition NONE = new Condition("", List.of());

        Condition and(String other, Object... its) {
            var all = new ArrayList<>(values);
            all.addAll(List.of(its));
            return new Condition(sql + " AND " + other, all);
        }
    }

    private final StudyMode study;
    private final DeviceSelection selection;
    private final Optional<Set<String>> sites;
    private final List<String> ranges = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** @param sites only pairs of subjects of these; empty for all */
    PairRanges(StudyMode study, DeviceSelection selection, Optional<Set<String>> sites, Instant now, int maxAttempts) {
        this.study = study;
        this.selection = selection;
        this.sites = sites;
        var inPage = inPage(now);
        if (selection.has(DeviceState.AwaitingBootstrap) || selection.has(DeviceState.Expired)) {
            var unlocked = inStates(inPage, now);
            addOfEachSite(BUILT_IN + " AND c.attempts < " + maxAttempts, unlocked, "c.redeemed_at, ");
            addOfEachSite(REMOTE, unlocked, "");
        }
        if (selection.has(DeviceState.Unknown)) {
            addOfEachSite(UNKNOWN, inPage, "");
        }
        if (selection.has(DeviceState.Locked)) {
            addOfEachSite(BUILT_IN + " AND c.lock_mark = 1 AND c.attempts >= " + maxAttempts, inPage, "c.lock_mark, ");
        }
    }

    private Condition inPage(Instant now) {
        var condition = Condition.NONE;
        if (selection.expiresWithin() != null) {
            condition = condition.and("c.expires_at <= ?", sql(now.plus(selection.expiresWithin())));
        }
        if (selection.after() != null) {
            var time = sql(selection.after().expiresAt());
            condition = condition
                    .and("c.expires_at >= ?", time)
                    .and(
                            "(c.expires_at > ? OR c.inventory_id > ?)",
                            time,
                            selection.after().inventoryId());
        }
        return condition;
    }

    private Condition inStates(Condition condition, Instant now) {
        var unexpired = selection.has(DeviceState.Expired) ? condition : condition.and("c.expires_at > ?", sql(now));
        return selection.has(DeviceState.AwaitingBootstrap) ? unexpired : unexpired.and("c.expires_at <= ?", sql(now));
    }

    private static Object sql(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** A pair has no site if an import moved its subject while it was issued, or if a node of an earlier release issued it. */
    private void addOfEachSite(String pairs, Condition condition, String order) {
        if (sites.isEmpty()) {
            add(pairs, condition, IS_HELD, order);
            return;
        }
        var some = sites.get();
        for (var site : some) {
            add(pairs, condition.and("c.site_id = ?", site), IS_HELD_AT_ITS_SITE, "c.site_id, " + order);
        }
        if (!some.isEmpty()) {
            var held = new Values("varchar", some.toArray());
            add(pairs, condition.and("c.site_id IS NULL"), IS_HELD_AT_SITES, "c.site_id, " + order, held);
        }
    }

    private void add(String pairs, Condition condition, String isHeld, String order, Object... heldAt) {
        values.addAll(condition.values());
        values.addAll(List.of(heldAt));
        ranges.add("(" + pairs + " AND " + ofStudy("c") + condition.sql() + isHeld + " ORDER BY c.study_id, c.mode, "
                + order + "c.expires_at, c.inventory_id" + firstFew() + ")");
    }

    /** That the rows of a table are of the study. In the text and not as parameters: a plan for any study takes the range of a large one for short, and sorts it. */
    String ofStudy(String table) {
        return table + ".study_id = CAST('" + study.studyId() + "' AS UUID) AND " + table + ".mode = '" + study.mode()
                + "'";
    }

    /** One more than a page shows whether others follow. */
    private String firstFew() {
        return " FETCH FIRST " + (selection.limit() + 1) + " ROWS ONLY";
    }

    boolean areNone() {
        return ranges.isEmpty();
    }

    String query() {
        return "SELECT * FROM (" + String.join(" UNION ALL ", ranges) + ") w ORDER BY expires_at, inventory_id"
                + firstFew();
    }

    Object[] values() {
        return values.toArray();
    }
}
