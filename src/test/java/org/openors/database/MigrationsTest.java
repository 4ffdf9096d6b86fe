package org.openors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openors.it.QueryPlan;

/** The migrations on both databases that they are written for, each empty at first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationsTest {

    private static final String APPLIED =
            "SELECT \"script\" FROM \"flyway_schema_history\" ORDER BY \"installed_rank\"";
    private static final String COLUMNS = """
            SELECT lower(table_name || '.' || column_name || ' ' || data_type || '('
                   || coalesce(CAST(character_maximum_length AS varchar),
                               CAST(datetime_precision AS varchar), '') || ') nullable ' || is_nullable)
              FROM information_schema.columns
             WHERE lower(table_schema) = 'public' AND table_name <> 'flyway_schema_history'
             ORDER BY 1
            """;
    private static final String KEYS = """
            SELECT lower(table_name || ' ' || constraint_type) FROM information_schema.table_constraints
             WHERE lower(table_schema) = 'public' AND table_name <> 'flyway_schema_history'
               AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY', 'UNIQUE')
             ORDER BY 1
            """;

    private static final String UNLIMITED = """
            SELECT table_name || '.' || column_name || ' ' || udt_name FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'
               AND (udt_name IN ('bytea', 'text', 'json', 'jsonb', 'xml') OR data_type = 'ARRAY'
                    OR udt_name IN ('varchar', 'bpchar') AND character_maximum_length IS NULL
                    OR udt_name = 'numeric' AND numeric_precision IS NULL)
             ORDER BY 1
            """;
    private static final String LENGTH_CHECKS = """
            SELECT c.conrelid::regclass || '.' || a.attname || ' bytea'
              FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
             WHERE pg_get_constraintdef(c.oid) LIKE 'CHECK ((octet_length(' || a.attname || ') <= 128)) NOT VALID'
             ORDER BY 1
            """;
    private static final String UNIQUE_INDEXES =
            "SELECT indexrelid::regclass::text FROM pg_index WHERE indisunique AND indpred IS NULL";

    /** One for each unique index, by all its columns. */
    private static final String LOOK_UPS_BY_KEY = """
            SELECT 'SELECT 1 FROM ' || i.indrelid::regclass || ' WHERE '
                   || string_agg(a.attname || ' = $' || k.place, ' AND ' ORDER BY k.place)
              FROM pg_index i
             CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (attribute, place)
              JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attribute
             WHERE i.indisunique AND i.indpred IS NULL AND i.indrelid::regclass::text !~ '^(pg_|information_schema|flyway)'
             GROUP BY i.indexrelid, i.indrelid
            """;

    private static final Pattern USED_INDEX = Pattern.compile("Index (?:Only )?Scan (?:using|on) (\\S+)");

    private final Migrations migrations = new Migrations();
    private DataSource postgres;
    private DataSource h2;

    @BeforeAll
    void migrateTwice() throws IOException, SQLException {
        postgres = TestPostgres.database(TestPostgres.newDatabase());
        var embedded = new JdbcDataSource();
        embedded.setUrl("jdbc:h2:mem:migrations;DB_CLOSE_DELAY=-1");
        h2 = embedded;
        for (var database : List.of(h2, postgres)) {
            assertThat(new Migrations().areApplied(database)).isFalse();
            migrations.run(database);
        }
    }

    @Test
    void aSecondRunAppliesNothing() throws SQLException {
        for (var database : List.of(h2, postgres)) {
            var applied = select(database, APPLIED);
            assertThat(applied).isNotEmpty();
            assertThat(new Migrations().areApplied(database)).isTrue();
            migrations.run(database);
            assertThat(select(database, APPLIED)).isEqualTo(applied);
        }
    }

    /** A node of this version goes on, and may start, once a later one has expanded the schema. */
    @Test
    void aLaterSchemaIsAccepted() throws SQLException {
        for (var database : List.of(h2, postgres)) {
            try (var connection = database.getConnection()) {
                connection
                        .createStatement()
                        .execute(
                                "INSERT INTO \"flyway_schema_history\" SELECT 1000, '1000', 'later', 'SQL', 'V1000__later.sql',"
                                        + " 0, \"installed_by\", \"installed_on\", 0, \"success\" FROM \"flyway_schema_history\""
                                        + " WHERE \"version\" = '1'");
                migrations.run(database);
                assertThat(new Migrations().areApplied(database)).isTrue();
                connection
                        .createStatement()
                        .execute("DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '1000'");
            }
        }
    }

    @Test
    void bothDatabasesHaveTheSameTablesColumnsAndKeys() throws SQLException {
        assertThat(select(h2, COLUMNS)).hasSizeGreaterThan(50).isEqualTo(select(postgres, COLUMNS));
        assertThat(select(h2, KEYS)).hasSizeGreaterThan(15).isEqualTo(select(postgres, KEYS));
    }

    /** Nodes read values whole: one without a limit could be larger than their memory. H2 limits its own types. */
    @Test
    void everyColumnOnPostgresqlHasALimit() throws SQLException {
        var unlimited = select(postgres, UNLIMITED);
        assertThat(unlimited).hasSize(10).allMatch(column -> column.endsWith(" bytea"));
        assertThat(select(postgres, LENGTH_CHECKS)).containsExactlyInAnyOrderElementsOf(unlimited);
    }

    /** The rows that were there before are not read. */
    @Test
    void aLongerValueIsRefusedButNotLookedFor() throws SQLException {
        assertThat(select(postgres, "SELECT conname FROM pg_constraint WHERE conname LIKE '%_length' AND convalidated"))
                .isEmpty();
        try (var connection = postgres.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int length : List.of(128, 129)) {
                var insert = "INSERT INTO audit_chain SELECT gen_random_uuid(), 'active', 1, decode(repeat('00', "
                        + length + "), 'hex'), 0";
                if (length == 128) {
                    statement.execute(insert);
                } else {
                    assertThatThrownBy(() -> statement.execute(insert))
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("audit_chain_hash_length");
                }
            }
            connection.rollback();
        }
    }

    /** A class loader that does not list its directories, as one of Open Liberty, gives them by a file in each. */
    @Test
    void migrationsThatAreNotFoundStopTheStartAndAFileLeadsToThem() {
        for (var database : List.of("h2", "postgresql")) {
            var none = new ClassLoader(Flyway.class.getClassLoader().getParent()) {};
            assertThatThrownBy(() -> Migrations.configuration(none, database)
                            .dataSource(h2)
                            .load()
                            .migrate())
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("classpath:db/");
            for (var directory : List.of("migration", database)) {
                assertThat(Migrations.class.getResource("/db/" + directory + "/flyway.location"))
                        .isNotNull();
            }
        }
    }

    /**
     * A first import fills tables of which PostgreSQL has no statistics. Then it must not take an index that all rows of a
     * study match: each check of a foreign key would read all of them.
     */
    @Test
    void aKeyIsLookedUpInItsOwnIndexWhenTheSizesOfTablesAreNotKnown() throws SQLException {
        var unique = select(postgres, UNIQUE_INDEXES);
        var lookUps = select(postgres, LOOK_UPS_BY_KEY);
        assertThat(lookUps).hasSizeGreaterThan(20);
        for (var lookUp : lookUps) {
            assertThat(USED_INDEX.matcher(plan(lookUp)).results().map(used -> used.group(1)))
                    .as(lookUp)
                    .isNotEmpty()
                    .isSubsetOf(unique);
        }
    }

    private String plan(String query) throws SQLException {
        try (var connection = postgres.getConnection()) {
            return QueryPlan.of(connection, query);
        }
    }

    private static List<String> select(DataSource database, String query) throws SQLException {
        var rows = new ArrayList<String>();
        try (var connection = database.getConnection();
                var result = connection.createStatement().executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1).replace("binary varying(1000000000)", "bytea()"));
            }
        }
        return rows;
    }
}
