package org.openors.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.WrittenRecords;
import org.openors.identity.Identifier;
import org.openors.keys.TestKeys;

/** Five sealed records, of which no checkpoint says anything. */
class ChainVerificationTest {

    private static final ChainName CHAIN = new ChainName(UUID.randomUUID(), "active");
    private static final ChainName OTHER = new ChainName(UUID.randomUUID(), "active");
    private static final Duration USUAL = Duration.ofSeconds(2);

    private AuditMacs macs;
    private SealedChain chain;

    @BeforeEach
    void makeAChain(@TempDir Path directory) {
        macs = new AuditMacs(TestKeys.of(directory, "1:" + TestKeys.hex()));
        chain = new SealedChain(CHAIN, macs);
        chain.seal(USUAL, USUAL, USUAL, USUAL, USUAL);
    }

    @Test
    void theTimeOfTheVeryFirstSealIsVerifiedToo() {
        var first = chain.records().get(0);
        chain.change(0, first.sealedAt().minus(USUAL), first.timeMac());
        assertFound(verification(0), 1, Problem.EDITED);
    }

    @Test
    void theTimeOfTheFirstSealIsTakenAsItIsWhereTheOneBeforeIsNotKnown() {
        var verification = verification(2);
        assertThat(problem(verification)).isEmpty();
        assertThat(verification.verified()).isEqualTo(3);
        assertThat(verification.last()).isEqualTo(5);
    }

    @Test
    void aChainThatBeginsWithAnUnknownKeyIsNotGoodHoweverShort() {
        chain.records().subList(1, 5).clear();
        chain.nameKey(0, "unknown");
        assertFound(verification(0), 1, Problem.EDITED);
    }

    @Test
    void aLastRecordThatIsGoneIsMissingAndNamed() {
        chain.remove(4);
        assertFound(verification(0), 5, Problem.MISSING);
    }

    @Test
    void aRecordOfAnotherStudyIsFoundEvenIfTheKeySealedIt() {
        chain.seal(WrittenRecords.one(OTHER), USUAL);
        assertFound(verification(0), 6, Problem.INSERTED);
    }

    @Test
    void aChainMayBeLongerThanItHadCome() {
        var verification = verification(0).expectPlace(3, hashAt(3));
        assertThat(problem(verification)).isEmpty();
        assertThat(verification.verified()).isEqualTo(5);
    }

    @Test
    void aChainThatEndsBeforeThePlaceItHadComeToWasCutOff() {
        var verification = verification(0).expectPlace(6, hashAt(5));
        assertThat(problem(verification))
                .get()
                .extracting(Finding::sequence, Finding::recordId, Finding::problem)
                .containsExactly(6L, null, Problem.CUT_OFF);
        assertThat(verification.verified()).isEqualTo(5);
    }

    @Test
    void aChainWithAnotherHashWhereItHadComeToWasCutThere() {
        var verification = verification(0).expectPlace(3, hashAt(4));
        assertFound(verification, 3, Problem.CUT_OFF);
        assertThat(verification.verified()).isEqualTo(2);
        assertThat(verification.last()).isEqualTo(2);
    }

    @Test
    void aForgeryAtThePlaceTheChainHadComeToStandsForARecordThatWasThere() {
        var hash = hashAt(5);
        chain.records().remove(4);
        chain.forge();
        assertFound(verification(0).expectPlace(5, hash), 5, Problem.EDITED);
    }

    @Test
    void aForgeryAfterThePlaceTheChainHadComeToWasAdded() {
        chain.forge();
        assertFound(verification(0).expectPlace(5, hashAt(5)), 6, Problem.INSERTED);
    }

    private void assertFound(ChainVerification verification, int place, Problem problem) {
        var record = chain.records().get(place - 1).recordId();
        assertThat(problem(verification))
                .get()
                .extracting(Finding::sequence, Finding::recordId, Finding::problem)
                .containsExactly((long) place, Identifier.format(record), problem);
    }

    private Optional<Finding> problem(ChainVerification verification) {
        var from = (int) verification.last();
        return verification.firstProblem(chain.records().listIterator(from));
    }

    /** @param last the place before the first one to verify */
    private ChainVerification verification(int last) {
        var known = new KnownPlaces(macs, (wanted, each) -> {});
        return new ChainVerification(macs, CHAIN, known, last, last == 0 ? null : hashAt(last));
    }

    private byte[] hashAt(int place) {
        return chain.records().get(place - 1).hash();
    }
}
