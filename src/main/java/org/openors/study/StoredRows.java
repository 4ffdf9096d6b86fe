package org.openors.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.openors.database.Jdbc;
import org.openors.identity.StudyMode;

/** Reads rows of a study page by page. Each page takes a connection and gives it back, without a transaction. */
@ApplicationScoped
public class StoredRows {

    static final int PAGE_SIZE = 1_000;

    @Inject
    Jdbc jdbc;

    /** Up to {@link #PAGE_SIZE} rows, in the order of their keys. {@code last} is the key before the first; null for all. */
    List<Object[]> after(StudyMode study, Section section, Object last) {
        return jdbc.run(connection -> section.table().page(connection, study, last, PAGE_SIZE));
    }
}
