package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much of a large study PostgreSQL reads for a look-up, as it ran it: the pages of 8 KiB that it touched. With ranges of
 * indexes it is a few hundred, however many devices there are, in this study and in hundreds of small ones.
 */
@EnabledIfSystemProperty(named = "ors.it.database", matches = "postgresql")
@ExtendWith(RunningService.class)
class LookUpPlanIT {

    private static final int DEVICES = Scale.of(20_000, 40_000, 1_000_000);
    private static final int MOST = 500;

    /** With the sixth call the driver prepares the statement, and after five more the plan may be one for any parameters. */
    private static final int CALLS = 12;

    private static Database database;
    private static Api api;
    private static SampleStudy study;

    @BeforeAll
    static void fill(Database ofTheRun, Api ofTheServer) throws SQLException {
        database = ofTheRun;
        api = ofTheServer;
        database.update("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        study = SampleStudy.in(api);
        ManyDevices.addBesideSmallStudies(database, study, DEVICES);
    }

    @ParameterizedTest
    @CsvSource({
        "/devices?limit=5, 5",
        "/devices?limit=5&state=Expired, 5",
        "/devices?limit=5&state=AwaitingBootstrap, 5",
        "/devices?limit=5&state=Locked, 5",
        "/devices?limit=5&state=Unknown, 0",
        "/devices?limit=5&expiresWithin=PT1H, 5",
        "/devices?limit=5&siteId=small, 5",
        "/devices?limit=5&siteId=site-7, 5",
        "/devices?limit=5&siteId=nowhere, 0",
        "/subjects?limit=5, 5",
        "/subjects?limit=5&search=S-19, 5",
        "/subjects?limit=5&search=M-19, 1",
        "/subjects?limit=5&siteId=small, 5",
        "/subjects?limit=5&siteId=small&search=S-, 5"
    })
    void aPageIsReadFromRangesOfIndexes(String path, int found) throws SQLException {
        assertShort(path, found, api);
    }

    @ParameterizedTest
    @CsvSource({
        "/devices?limit=5, 5",
        "/devices?limit=5&state=Expired, 3",
        "/subjects?limit=5, 5",
        "/subjects?limit=5&search=S-, 5"
    })
    void aRightForASmallSiteReadsNoMore(String path, int found) throws SQLException {
        var right = "DeviceActionsGet@" + study.studyId + "/" + study.mode + "/" + ManyDevices.SMALL_SITE;
        assertShort(path, found, api.withGroups(right));
    }

    private static void assertShort(String path, int found, Api api) throws SQLException {
        database.rows("SELECT pg_stat_statements_reset() IS NULL");
        for (int i = 0; i < CALLS; i++) {
            var page = api.get(study.path() + path);
            assertThat(page.json().getJsonArray(path.split("[/?]")[1]))
                    .as(page.body())
                    .hasSize(found);
        }
        assertThat(pages()).isPositive().isLessThan(MOST);
    }

    /** The control: a statement that reads a whole table is found out. */
    @Test
    void aWholeTableReadShows() throws SQLException {
        database.rows("SELECT pg_stat_statements_reset() IS NULL");
        database.rows("SELECT count(*) FROM bootstrap_credential WHERE issued_by = 'nobody'");
        assertThat(pages()).isGreaterThan(MOST);
    }

    private static long pages() throws SQLException {
        return Long.parseLong(database.rows("SELECT MAX((shared_blks_hit + shared_blks_read) / calls)"
                        + " FROM pg_stat_statements WHERE query LIKE 'SELECT%' AND " + Database.OF_REQUESTS)
                .get(0)
                .get(0));
    }
}
