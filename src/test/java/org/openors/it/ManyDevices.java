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
    static void add(Database database, SampleStudy study, int devices) throws SQLException {
        var theirs = " FROM inventory_item i, generate_series(1, " + devices + ") n WHERE i.inventory_id = '"
                + study.monitor + "'";
        var item = "md5(i.study_id || 'item-' || n)::uuid";
        var subject = "md5(i.study_id || 'subject-' || n)::uuid";
        var site = "CASE WHEN n % " + devices / 5 + " = 9 THEN '" + SMALL_SITE + "' ELSE 'site-' || n % 100 END";
        for (var insert : List.of(
                "subject (study_id, mode, subject_id, subject_number, site_id, m_subject_id)"
                        + " SELECT study_id, mode, " + subject + ", 'S-' || n, " + site + ", 'M-' || n",
                "inventory_item SELECT study_id, mode, " + item + ", kit_type_id",
                "dispensation SELECT study_id, mode, " + item + ", " + subject,
                "device_registration (study_id, mode, inventory_id, device_id)" + " SELECT study_id, mode, " + item
                        + ", md5(i.study_id || 'device-' || n)::uuid",
                "bootstrap_credential (study_id, mode, inventory_id, subject_id, version, access_id, key_id, salt, iterations,"
                        + " otp_hash, issued_at, issued_by, expires_at, attempts, redeemed_at, lock_mark, site_id)"
                        + " SELECT study_id, mode, " + item + ", " + subject
                        + ", 1, '" + Character.toString(LETTER.getAndIncrement())
                        + "' || lpad(to_hex(n), 5, '0'), '1', decode(md5('a' || n), 'hex'), 1000,"
                        + " sha256(decode(md5('b' || n), 'hex')), now() - n % 300 * INTERVAL '1 hour', 'test',"
                        + " now() + (24 - n % 300) * INTERVAL '1 hour', CASE WHEN n % 500 = 7 THEN 10 ELSE 0 END,"
                        + " CASE WHEN n % 10 < 6 THEN now() END, CASE WHEN n % 500 = 7 THEN 1 END, " + site)) {
            database.update("INSERT INTO " + insert + theirs);
            // PostgreSQL still takes the table for small, and each check of the next foreign keys would read all of it.
            database.update("ANALYZE");
        }
    }
}
