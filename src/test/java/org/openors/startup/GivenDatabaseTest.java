package org.openors.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenDatabaseTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:file:", "jdbc:h2:", "jdbc:h2:nio:"})
    void aFileThatGrewIsMadeSmallAndKeepsItsContent(String kind) throws Exception {
        var url = url(";WRITE_DELAY=0;REUSE_SPACE=FALSE").replace("jdbc:h2:file:", kind);
        long before = grow(url);
        database(url).makeSmall();
        assertThat(Files.size(file())).isLessThan(before / 2);
        assertThat(content(url)).isEqualTo(500);
    }

    @Test
    void aFileThatProcessesShareIsLeftAlone() throws Exception {
        var url = url(";WRITE_DELAY=0;REUSE_SPACE=FALSE;AUTO_SERVER=true");
        long before = grow(url);
        database(url).makeSmall();
        assertThat(Files.size(file())).isEqualTo(before);
    }

    @Test
    void aFileThatIsNotThereIsNotMade() throws SQLException {
        database(url("")).makeSmall();
        assertThat(file()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://127.0.0.1:1/ors", "jdbc:h2:tcp://127.0.0.1:1/ors", "jdbc:h2:mem:ors"})
    void noOtherDatabaseIsEvenConnectedTo(String url) throws SQLException {
        database(url).makeSmall();
    }

    private long grow(String url) throws Exception {
        try (var connection = DriverManager.getConnection(url, "ors", "right");
                var statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE counter AS SELECT 0 AS n");
            for (int i = 0; i < 500; i++) {
                statement.executeUpdate("UPDATE counter SET n = n + 1");
            }
        }
        return Files.size(file());
    }

    private static int content(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "ors", "right");
                var rows = connection.createStatement().executeQuery("SELECT n FROM counter")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private String url(String options) {
        return "jdbc:h2:file:" + directory.resolve("ors") + options;
    }

    private Path file() {
        return directory.resolve("ors.mv.db");
    }

    private static GivenDatabase database(String url) {
        return new GivenDatabase(url, "ors", "right");
    }
}
