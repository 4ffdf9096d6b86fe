package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainNameTest {

    /** A row may have any text for a mode, if the type of the column was changed. */
    @Test
    void theNameOfAChainMakesNoLineOfItsOwn() {
        var forged = new ChainName(new UUID(0, 1), "active\nSEVERE an audit chain went back");
        assertThat(forged.facts()).isEqualTo(" study=00000000000000000000000000000001 mode=active\uFFFDSEVERE an aud");
    }
}
