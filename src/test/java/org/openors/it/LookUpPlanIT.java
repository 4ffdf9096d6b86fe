package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How much of a large study PostgreSQL reads for a look-up, as it ran it: the pages of 8 KiB that it touched. With ranges of
 * indexes it is a few hundred, however many devices there are.
 */
@EnabledIfSystemProperty(named = "ors.it.database", matches = "postgresql")
class LookUpPlanIT {

    private static final int DEVICES = Scale.of(20_000, 100_000, 1_000_000);
    private static final int MOST = 500;

    /** With the sixth call the driver prepares the statement, and after five more the plan may be one for any parameters. */
    private static final int CALLS = 12;

    private static Database database;
    private static Nodes nodes;
    private static SampleStudy study;

    /** In a database of its own: the plan beside hundreds of small studies of other tests was another one, and reads more. */
    @BeforeAll
    static void fill() throws SQLException {
        var home = Path.of("target", "it", "look-ups-" + System.nanoTime()).toAbsolutePath();
        database = Database.postgres(home);
        var settings = new HashMap<>(database.settings());
        settings.put("ORS_LIMIT_CALLER", "off");
        settings.put("ORS_JAVA_OPTIONS", Server.START_QUICKLY);
        nodes = new Nodes(home, 1, settings);
        var api = nodes.api(0);
        database.update("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        study = SampleStudy.in(api);
        ManyDevices.add(database, study, DEVICES);
    }

    @AfterAll
    static void stop() throws IOException {
        nodes.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/devices?limit=5, 5",
        "/devices?limit=5&state=Expired, 5",
        "/devices?limit=5&state=AwaitingBootstrap, 5",
        "/devices?limit=5&state=Locked, 5",
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
        assertShort(path, found, nodes.api(0));
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
        assertShort(path, found, nodes.api(0).withGroups(right));
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
