package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DifferenceTest {

    @ParameterizedTest
    @EnumSource(Difference.class)
    void eachStandsInTheTable(Difference difference) throws IOException {
        assertThat(Files.readString(Path.of("server-config/README.md"))).contains("| `" + difference + "` |");
    }
}
