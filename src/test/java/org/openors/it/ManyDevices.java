package org.openors.it;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Fills a study on PostgreSQL, in the database itself: each subject has one registered device with a pair. */
final class ManyDevices {

    /** A site with five subjects, whose pairs have expired. All others have a hundredth of the subjects. */
    static final String SMALL_SITE = "small";

    /** The first letter of the access IDs of a study. Real ones have capital letters. */
    private static final AtomicInteger LETTER = new AtomicInteger('a');

    private ManyDevices() {}

    /** Six of ten pairs were redeemed; of the others most have expired, and some are locked. */
    private static void add(Database database, SampleStudy study, int devices) throws SQLException {
        add(
                database,
                "SELECT i.study_id, i.mode, i.kit_type_id, n" + kits(study, "generate_series(1, " + devices + ") n"),
                devices);
    }

    /** As a service has that is used for many studies: what is usual for a study says nothing of a large one. */
    static void addBesideSmallStudies(Database database, SampleStudy study, int devices) throws SQLException {
        var small = "md5(i.study_id || 'study-' || s)::uuid";
        var studies = "generate_series(1, 300) s";
        database.update("INSERT INTO study_mode (study_id, mode) SELECT " + small + ", i.mode" + kits(study, studies));
        database.update("INSERT INTO kit_type (study_id, mode, kit_type_id, device_type, device_model_urns) SELECT "
                + small + ", i.mode, i.kit_type_id, 'PhysicalDevice', ''" + kits(study, studies));
        add(
                database,
                "SELECT " + small + " AS study_id, i.mode, i.kit_type_id, n"
                        + kits(study, studies + ", generate_series(1, 6) n"),
                6);
        add(database, study, devices);
    }

    private static String kits(SampleStudy study, String series) {
        return " FROM inventory_item i, " + series + " WHERE i.inventory_id = '" + study.monitor + "'";
    }

    /** @param kits the study, mode and kit type of each device, and its number in its study */
    private static void add(Database database, String kits, int devices) throws SQLException {
        var item = "md5(study_id || 'item-' || n)::uuid";
        var subject = "md5(study_id || 'subject-' || n)::uuid";
        var site = "CASE WHEN n % " + Math.max(devices / 5, 10) + " = 9 THEN '" + SMALL_SITE
                + "' ELSE 'site-' || n % 100 END";
        for (var insert : List.of(
                "subject (study_id, mode, subject_id, subject_number, site_id, m_subject_id)"
                        + " SELECT study_id, mode, " + subject + ", 'S-' || n, " + site + ", 'M-' || n",
                "inventory_item SELECT study_id, mode, " + item + ", kit_type_id",
                "dispensation SELECT study_id, mode, " + item + ", " + subject,
                "device_registration (study_id, mode, inventory_id, device_id)" + " SELECT study_id, mode, " + item
                        + ", md5(study_id || 'device-' || n)::uuid",
                "bootstrap_credential (study_id, mode, inventory_id, subject_id, version, access_id, key_id, salt, iterations,"
                        + " otp_hash, issued_at, issued_by, expires_at, attempts, redeemed_at, lock_mark, site_id)"
                        + " SELECT study_id, mode, " + item + ", " + subject
                        + ", 1, '" + Character.toString(LETTER.getAndIncrement())
                        + "' || lpad(to_hex(row_number() OVER ()), 5, '0'), '1', decode(md5('a' || n), 'hex'), 1000,"
                        + " sha256(decode(md5('b' || n), 'hex')), now() - n % 300 * INTERVAL '1 hour', 'test',"
                        + " now() + (24 - n % 300) * INTERVAL '1 hour', CASE WHEN n % 500 = 7 THEN 10 ELSE 0 END,"
                        + " CASE WHEN n % 10 < 6 THEN now() END, CASE WHEN n % 500 = 7 THEN 1 END, " + site)) {
            database.update("INSERT INTO " + insert + " FROM (" + kits + ") kits");
            // PostgreSQL still takes the table for small, and each check of the next foreign keys would read all of it.
            database.update("ANALYZE");
        }
    }
}
