package org.openors.audit.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openors.audit.ChainName;

class FaultsTest {

    /** A row may have any text for a mode, if the type of the column was changed. */
    @Test
    void theNameOfAChainMakesNoLineOfItsOwn() {
        var forged = new ChainName(new UUID(0, 1), "active\nSEVERE an audit chain went back");
        assertThat(Faults.of(forged))
                .isEqualTo(" study=00000000000000000000000000000001 mode=active\uFFFDSEVERE an aud");
    }
}
