package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.study.ItemsMoved;

/** Keeps the sites of pairs as they are in study data: the look-up of a site's devices goes by them (ADR 37). */
@ApplicationScoped
public class SitesOfPairs {

    private static final String READ_ANEW = " c SET site_id = (SELECT COALESCE(u.site_id, '') FROM subject u"
            + " WHERE u.study_id = c.study_id AND u.mode = c.mode AND u.subject_id = c.subject_id)"
            + " WHERE c.study_id = ? AND c.mode = ? AND c.inventory_id = ANY (?)";

    /** In the order in which everybody locks them (ADR 24). */
    private static final List<String> TABLES = List.of("bootstrap_credential", "remote_pair");

    void readAnew(@Observes ItemsMoved moved) {
        for (var table : TABLES) {
            Jdbc.update(
                    moved.connection(),
                    "UPDATE " + table + READ_ANEW,
                    moved.study().studyId(),
                    moved.study().mode().name(),
                    new Values("uuid", moved.items().toArray()));
        }
    }
}
