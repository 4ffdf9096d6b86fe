package org.openors.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.audit.AuditTrail;
import org.openors.audit.TrailDatabase;
import org.openors.audit.WithDatabases;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.security.Caller;
import org.openors.security.StudyRights;

/** What {@code GET /studies} reads, on both databases: of sites not more than the caller's, and not more than 10,000. */
class StudyListingTest extends WithDatabases {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final UUID THIRD = new UUID(0, 3);

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void readsTheSitesOfTheCallerAlone(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            fill(connection, 20);
            var stored = listing(
                            connection,
                            "DeviceActionsGet@" + FIRST + "/test/7",
                            "AuditGet@" + FIRST + "/test/not%20listed",
                            "DeviceActionsPost@" + FIRST + "/*/5",
                            "DeviceActionsGet@" + SECOND + "/active")
                    .read();
            assertThat(stored.studies())
                    .extracting(
                            study -> study.key().studyId() + " " + study.key().mode())
                    .containsExactly(FIRST + " active", FIRST + " test", SECOND + " active");
            assertThat(sites(stored, FIRST)).containsExactly("active 5", "test 5", "test 7");
            assertThat(sites(stored, SECOND)).hasSize(20).allMatch(site -> site.startsWith("active "));
            assertThat(stored.sites()).hasSize(23);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aRightInEveryStudyReadsThoseOfEach(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            fill(connection, 20);
            var stored = listing(connection, "DeviceActionsGet").read();
            assertThat(stored.studies()).hasSize(6);
            assertThat(stored.sites()).hasSize(6 * 20);
            assertThat(Set.copyOf(sites(stored, THIRD))).hasSize(40);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void readsTenThousandSitesAtMost(TrailDatabase database) throws SQLException {
        try (var connection = database.connect()) {
            fill(connection, 4_000);
            var ofEach = List.of(
                    "DeviceActionsGet@" + FIRST + "/*",
                    "DeviceActionsGet@" + SECOND + "/*",
                    "DeviceActionsGet@" + THIRD + "/*");
            for (var groups : List.of(List.of("DeviceActionsGet"), ofEach)) {
                var stored = listing(connection, groups.toArray(String[]::new)).read();
                assertThat(stored.studies()).hasSize(6);
                assertThat(stored.sites()).hasSize(10_000);
                assertThat(sites(stored, FIRST)).hasSize(8_000);
                assertThat(sites(stored, SECOND)).hasSize(2_000);
            }
            assertThat(listing(connection, "AuditGet@" + THIRD + "/test/3999")
                            .read()
                            .sites())
                    .hasSize(1);
        }
    }

    private static List<String> sites(StoredStudies stored, UUID study) {
        return stored.sites().stream()
                .filter(site -> site.study().studyId().equals(study))
                .map(site -> site.study().mode() + " " + site.siteId())
                .toList();
    }

    /** Three studies in two modes each. */
    private static void fill(Connection connection, int sites) {
        for (var study : List.of(FIRST, SECOND, THIRD)) {
            for (var mode : List.of("active", "test")) {
                Jdbc.update(
                        connection, "INSERT INTO study_mode (study_id, mode, version) VALUES (?, ?, '1')", study, mode);
                Jdbc.update(
                        connection,
                        "INSERT INTO site (study_id, mode, site_id) SELECT CAST(? AS uuid), CAST(? AS varchar), u.id"
                                + " FROM UNNEST(CAST(? AS varchar ARRAY)) AS u(id)",
                        study,
                        mode,
                        new Values(
                                "varchar",
                                IntStream.range(0, sites)
                                        .mapToObj(Integer::toString)
                                        .toArray()));
            }
        }
    }

    private static StudyListing listing(Connection connection, String... groups) {
        var listing = new StudyListing();
        listing.jdbc = new Jdbc() {
            @Override
            public <T> T run(Work<T> work) {
                try {
                    return work.on(connection);
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        };
        listing.caller = new Caller() {
            @Override
            public StudyRights rights() {
                return new StudyRights(List.of(groups), false);
            }
        };
        listing.audit = new AuditTrail() {
            @Override
            public void read(String result) {}
        };
        return listing;
    }
}
