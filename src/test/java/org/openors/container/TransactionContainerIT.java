package org.openors.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TransactionRequiredException;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.openors.audit.AuditAction;
import org.openors.audit.AuditTrail;
import org.openors.audit.UnwritableRecords;
import org.openors.database.LostRace;
import org.openors.database.TransactionTurns;
import org.openors.device.IfMatch;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.http.Refused;
import org.openors.identity.Identifier;
import org.openors.identity.StudyMode;
import org.openors.identity.SubjectKey;
import org.openors.study.StudyDataResource;
import org.openors.study.SubjectRegistering;

/** What commits together and what rolls back together, for each use case. */
class TransactionContainerIT extends DispensedDevice {

    private static final String NEW_ACCESS_ID = "ZZZZZ9";
    private static final String TOO_LONG_FOR_ITS_COLUMN = "22001";

    @Inject
    UserTransaction transaction;

    @Inject
    OwnTransaction other;

    @Inject
    UnwritableRecords unwritable;

    @Inject
    TransactionTurns turns;

    @Resource
    ManagedExecutorService executor;

    @Inject
    AuditTrail audit;

    @Inject
    Event<Refused> refusals;

    @Inject
    StudyDataResource studyData;

    @Inject
    SubjectRegistering subjects;

    @PersistenceContext
    EntityManager entities;

    @Test
    void aRecreationCommitsThePairAndItsRecordTogether() throws SQLException {
        var old = register(device);
        declare(AuditAction.RECREATE_ACCESS_CODE);
        var recreated = recreation.recreate(device, IfMatch.ANY).result();

        assertThat(pair()).isEqualTo(recreated.accessId() + " 2 0 null");
        assertThat(records())
                .contains("RECREATE_ACCESS_CODE Success AwaitingBootstrap " + old.accessId() + " AwaitingBootstrap "
                        + recreated.accessId());
    }

    @Test
    void aRecreationIsUndoneIfItsRecordCannotBeWritten() throws SQLException {
        var old = register(device);
        declare(AuditAction.RECREATE_ACCESS_CODE);
        generator.willDraw(1, NEW_ACCESS_ID);

        assertUndoneWithoutRecord(() -> recreation.recreate(device, IfMatch.ANY));
        assertThat(generator.left()).as("the new pair was drawn").isZero();
        assertRefused(
                ErrorCode.INVALID_ACCESS_ID_OR_OTP, () -> bootstrap.bootstrap(NEW_ACCESS_ID, old.otp(), null, false));
        assertThat(redeem(old, null).iotDeviceId()).isEqualTo(old.deviceId().toString());
    }

    @Test
    void aRecreationThatIsNotCommittedLeavesNoRecord() throws Exception {
        register(device);
        declare(AuditAction.RECREATE_ACCESS_CODE);
        assertLeavesNothing(() -> recreation.recreate(device, IfMatch.ANY));
    }

    @Test
    void aRegistrationCommitsTheDeviceThePairAndItsRecordTogether() throws SQLException {
        var registered = register(device);

        assertThat(select("device_id, subject_number", "device_registration"))
                .containsExactly(registered.deviceId() + " site-1");
        assertThat(pair()).isEqualTo(registered.accessId() + " 1 0 null");
        assertThat(records())
                .containsExactly("REGISTER_DEVICE Success NotRegistered AwaitingBootstrap " + registered.accessId());
    }

    @Test
    void aRegistrationIsUndoneAsAWholeIfNoPairCanBeIssued() throws SQLException {
        var taken = registeredElsewhere();
        generator.willDraw(5, taken);

        assertUndone(ErrorCode.TEMPORARILY_UNAVAILABLE, () -> register(device));
        assertThat(generator.left()).isZero();
    }

    @Test
    void aRegistrationIsUndoneAsAWholeIfItsRecordCannotBeWritten() throws SQLException {
        assertUndoneWithoutRecord(() -> register(device));
        assertThat(select("device_id", "device_registration")).isEmpty();
    }

    @Test
    void aRegistrationThatIsNotCommittedLeavesNoRecord() throws Exception {
        assertLeavesNothing(() -> register(device));
    }

    @Test
    void aSecondRegistrationIsUndoneAsAWholeIfNoPairCanBeIssued() throws SQLException {
        var live = register(device);
        var taken = registeredElsewhere();
        generator.willDraw(5, taken);

        assertUndone(
                ErrorCode.TEMPORARILY_UNAVAILABLE,
                () -> LostRace.retried(() -> registering.register(device, "site-2", null)));
        assertThat(select("subject_number", "device_registration")).containsExactly("site-1");
        assertThat(redeem(live, null).iotSharedSecret()).isNotEmpty();
    }

    @Test
    void aDeregistrationRemovesTheDeviceAndThePairAndWritesItsRecordTogether() throws SQLException {
        var registered = register(device);
        declare(AuditAction.DEREGISTER_DEVICE);
        deregistering.deregister(device);

        assertThat(select("device_id", "device_registration")).isEmpty();
        assertThat(select("access_id", "bootstrap_credential")).isEmpty();
        assertThat(records())
                .contains("DEREGISTER_DEVICE Success AwaitingBootstrap " + registered.accessId() + " NotRegistered");
    }

    @Test
    void aDeregistrationKeepsTheDeviceAndThePairIfItsRecordCannotBeWritten() throws SQLException {
        var registered = register(device);
        declare(AuditAction.DEREGISTER_DEVICE);

        assertUndoneWithoutRecord(() -> deregistering.deregister(device));
        assertThat(redeem(registered, null).iotDeviceId())
                .isEqualTo(registered.deviceId().toString());
    }

    @Test
    void aDeregistrationThatIsNotCommittedLeavesNoRecord() throws Exception {
        register(device);
        assertLeavesNothing(() -> deregistering.deregister(device));
    }

    @Test
    void aRedemptionCommitsTheSecretAndItsRecordTogether() throws SQLException {
        var registered = register(device);
        declare(AuditAction.BOOTSTRAP_DEVICE);
        redeem(registered, KEY);

        assertThat(select(
                        "attempts, redeemed_at IS NOT NULL, connection_secret_hash IS NOT NULL,"
                                + " idempotency_hash IS NOT NULL",
                        "bootstrap_credential"))
                .containsExactly("0 true true true");
        assertThat(records()).contains("BOOTSTRAP_DEVICE Success AwaitingBootstrap Bootstrapped");
    }

    @Test
    void aRedemptionIsUndoneIfItsRecordCannotBeWrittenAndCostsNoAttempt() throws SQLException {
        var registered = register(device);
        declare(AuditAction.BOOTSTRAP_DEVICE);

        assertThatThrownBy(() -> unwritable.during(() -> redeem(registered, KEY)))
                .isInstanceOf(EJBException.class);
        assertThat(pair()).isEqualTo(registered.accessId() + " 1 0 null");
        assertThat(select("connection_secret_hash, idempotency_hash", "bootstrap_credential"))
                .containsExactly("null null");
        assertThat(records()).hasSize(1);
        assertThat(redeem(registered, KEY).iotSharedSecret()).isNotEmpty();
    }

    @Test
    void anAttemptStaysChargedThoughTheTransactionAroundItRollsBack() throws Exception {
        var registered = register(device);
        rolledBack(() -> attempts.charge(registered.accessId()));
        assertThat(pair()).isEqualTo(registered.accessId() + " 1 1 null");
    }

    @Test
    void aRedemptionThatIsNotCommittedLeavesNoRecord() throws Exception {
        var charged = attempts.charge(register(device).accessId()).orElseThrow();
        declare(AuditAction.BOOTSTRAP_DEVICE);
        assertLeavesNothing(() -> assertThat(redemption.redeem(charged, KEY)).isPresent());
    }

    @Test
    void anImportCommitsAllSectionsAndItsRecordTogether() throws SQLException {
        declare(AuditAction.IMPORT_STUDY_DATA);
        putStudyData(device.study(), document("NEW"));

        assertThat(select("kit_type_id", "kit_type")).containsExactlyInAnyOrder("K", "NEW");
        assertThat(select("kit_type_id", "inventory_item")).containsExactlyInAnyOrder("K", "NEW");
        var ofTheImport = records().stream()
                .filter(record -> record.startsWith("IMPORT_STUDY_DATA"))
                .toList();
        assertThat(ofTheImport).hasSize(1);
        assertThat(ofTheImport.get(0))
                .startsWith("IMPORT_STUDY_DATA Success {\"title\":\"A study\",\"version\":\"1\","
                        + "\"deviceService\":{\"connector\":\"built-in\",\"changeReasonRequired\":false}}"
                        + " {\"title\":\"A new title\",\"version\":\"2\",\"deviceService\":{")
                .matches(".*\"sha256\":\"[0-9a-f]{64}\",\"kitTypes\":1,\"subjects\":0,\"inventory\":1,"
                        + "\"dispensations\":0,\"registrations\":0,\"sites\":0}}");
        assertThat(records())
                .contains("IMPORT_KIT_TYPE Success null"
                        + " {\"kitTypeId\":\"NEW\",\"deviceType\":\"Other\",\"deviceModelUrns\":\"\"}")
                .hasSize(3);
    }

    @Test
    void nothingOfADocumentIsThereIfALaterSectionHasAProblem() throws SQLException {
        declare(AuditAction.IMPORT_STUDY_DATA);
        var before = everythingOfTheStudy();
        assertThatThrownBy(() -> putStudyData(device.study(), document("UNKNOWN")))
                .isInstanceOf(Refusal.class)
                .hasMessage("/inventory/0/kitTypeId is not known");
        assertThat(everythingOfTheStudy()).isEqualTo(before);
    }

    @Test
    void nothingOfADocumentIsThereIfItsRecordCannotBeWritten() throws SQLException {
        declare(AuditAction.IMPORT_STUDY_DATA);
        assertUndoneWithoutRecord(() -> putStudyData(device.study(), document("NEW")));
    }

    @Test
    void anImportThatIsNotCommittedLeavesNoRecord() throws Exception {
        declare(AuditAction.IMPORT_STUDY_DATA);
        assertLeavesNothing(() -> putStudyData(device.study(), document("NEW")));
    }

    @Test
    void aSubjectKeepsItsIdIfTheRecordOfTheNewOneCannotBeWritten() throws SQLException {
        var subject = new SubjectKey(device.study(), device.subjectId());
        declare(AuditAction.REGISTER_SUBJECT);

        assertUndoneWithoutRecord(() -> subjects.register(subject, "M-2"));
        subjects.register(subject, "M-2");
        assertThat(select("m_subject_id", "subject")).containsExactly("M-2");
        assertThat(records()).containsExactly("REGISTER_SUBJECT Success M-1 M-2");
    }

    @Test
    void aRefusalIsRecordedThoughTheTransactionAroundItRollsBack() throws Exception {
        rolledBack(() -> {
            assertRefused(ErrorCode.DEVICE_NOT_REGISTERED, () -> recreation.recreate(device, IfMatch.ANY));
            refusals.fire(new Refused(ErrorCode.DEVICE_NOT_REGISTERED));
        });
        assertThat(select("action, outcome, reason", "audit_record"))
                .containsExactly("REGISTER_DEVICE Refused DEVICE_NOT_REGISTERED");
    }

    /** The refusal's transaction can't have the turn of the embedded database before this one gives it back. */
    @Test
    void aRefusalWithinAWritingTransactionIsRecordedAfterIt() throws Exception {
        transaction.begin();
        registering.register(device, "site-1", null);
        refusals.fire(new Refused(ErrorCode.DEVICE_NOT_REGISTERED));
        transaction.rollback();
        assertThat(select("action, outcome, reason", "audit_record"))
                .containsExactly("REGISTER_DEVICE Refused DEVICE_NOT_REGISTERED");
    }

    /** While others wait for the turn, they hold no connection that the one that has it may need. */
    @Test
    void whoWaitsForTheTurnHoldsNoConnection() throws Exception {
        if (isPostgres()) {
            return;
        }
        var waiting = new ArrayList<Future<?>>();
        var connections = new ArrayList<Connection>();
        transaction.begin();
        turns.awaitTurn();
        try {
            for (int i = 0; i < 8; i++) {
                waiting.add(executor.submit(
                        () -> subjects.register(new SubjectKey(device.study(), device.subjectId()), "M-2")));
            }
            for (int i = 0; i < 26; i++) {
                connections.add(executor.submit(() -> database.getConnection()).get());
            }
        } finally {
            transaction.rollback();
            for (var connection : connections) {
                connection.close();
            }
        }
        for (var one : waiting) {
            assertThatThrownBy(one::get).as("there is no request").isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void aChangeForWhichNoActionIsDeclaredIsUndone() throws SQLException {
        register(device);
        var subject = new SubjectKey(device.study(), device.subjectId());
        action.isForgotten();

        assertUndoneAsUndeclared(() -> recreation.recreate(device, IfMatch.ANY));
        assertUndoneAsUndeclared(() -> registering.register(device, "site-2", null));
        assertUndoneAsUndeclared(() -> deregistering.deregister(device));
        assertUndoneAsUndeclared(() -> subjects.register(subject, "M-2"));
        assertUndoneAsUndeclared(() -> putStudyData(device.study(), document("NEW")));
    }

    @Test
    void noRecordIsWrittenOutsideATransaction() throws SQLException {
        assertThatThrownBy(() -> audit.read()).isInstanceOf(TransactionRequiredException.class);
        assertThat(records()).isEmpty();
    }

    /** Access ID, how many pairs there were, attempts charged, and when it was redeemed. */
    private String pair() throws SQLException {
        var pairs = select("access_id, version, attempts, redeemed_at", "bootstrap_credential");
        assertThat(pairs).hasSize(1);
        return pairs.get(0);
    }

    /** The access ID of another device's pair. */
    private String registeredElsewhere() throws SQLException {
        return register(dispensed()).accessId();
    }

    private void assertUndone(ErrorCode code, ThrowingCallable change) throws SQLException {
        var before = everythingOfTheStudy();
        assertRefused(code, change);
        assertThat(everythingOfTheStudy()).isEqualTo(before);
    }

    /** The database refuses the change's record, and so the change. */
    private void assertUndoneWithoutRecord(Runnable change) throws SQLException {
        var before = everythingOfTheStudy();
        assertThatThrownBy(() -> unwritable.during(change))
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failure -> assertThat(failure.getSQLState()).isEqualTo(TOO_LONG_FOR_ITS_COLUMN));
        assertThat(everythingOfTheStudy()).isEqualTo(before);
    }

    private void assertUndoneAsUndeclared(ThrowingCallable change) throws SQLException {
        var before = everythingOfTheStudy();
        assertThatThrownBy(change)
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no @Audited action");
        assertThat(everythingOfTheStudy()).isEqualTo(before);
    }

    /** The change itself succeeds; what it belongs to rolls back. */
    private void assertLeavesNothing(Runnable change) throws Exception {
        var before = everythingOfTheStudy();
        rolledBack(change);
        assertThat(everythingOfTheStudy()).isEqualTo(before);
    }

    private void rolledBack(Runnable work) throws Exception {
        transaction.begin();
        try {
            work.run();
        } finally {
            transaction.rollback();
        }
    }

    private void putStudyData(StudyMode study, String document) {
        studyData.put(
                study.studyId(),
                study.mode(),
                null,
                new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }

    /** A study-data document with a new title, the kit type NEW, and an item of the kit type that is given. */
    private static String document(String kitTypeOfTheItem) {
        return """
                {
                  "title": "A new title",
                  "version": "2",
                  "kitTypes": [{"kitTypeId": "NEW", "deviceType": "Other"}],
                  "inventory": [{"inventoryId": "%s", "kitTypeId": "%s"}]
                }
                """.formatted(hex(UUID.randomUUID()), kitTypeOfTheItem);
    }

    private static String hex(UUID id) {
        return Identifier.format(id);
    }
}
