package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/** The contract's section 1, "rights". */
class StudyRightsTest {

    private static final UUID STUDY = UUID.fromString("b1b8327a-faa6-4122-8710-6192ab5984ef");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/active",
                "DeviceActionsPost@b1b8327afaa6412287106192ab5984ef/active",
                "DeviceActionsPost@b1b8327a-faa6-4122-8710-6192ab5984ef/active",
                "DeviceActionsPost@B1B8327A-FAA6-4122-8710-6192AB5984EF/*"
            })
    void aScopedRightGrantsInItsStudyAndMode(String group) {
        assertThat(granting(group, false)).contains(group);
        assertThat(granting(group, true)).contains(group);
    }

    @Test
    void anUnscopedRightGrantsEverywhereUnlessOnlyScopedOnesDo() {
        assertThat(granting("DeviceActionsPost", false)).contains("DeviceActionsPost");
        assertThat(granting("DeviceActionsPost", true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DeviceActionsGet",
                "deviceActionsPost",
                " DeviceActionsPost",
                "DeviceActionsPosts",
                "DeviceActionsPost@",
                "DeviceActionsPost@/",
                "DeviceActionsPost@*/*",
                "DeviceActionsPost@*/active",
                "DeviceActionsPost@/active",
                "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF",
                "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/",
                "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/test",
                "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/Active",
                "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/active ",
                "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/active/",
                "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/active/*",
                "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/**",
                "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/active,test",
                "DeviceActionsPost@00000000000000000000000000000000/active",
                "DeviceActionsGet@B1B8327AFAA6412287106192AB5984EF/active",
                "DeviceActionsPost /DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/active"
            })
    void anythingElseGrantsNothing(String group) {
        assertThat(granting(group, false)).isEmpty();
    }

    @Test
    void inAStudyWhoseIdIsNotAUuidOnlyAnUnscopedRightGrants() {
        var rights = new StudyRights(
                List.of(
                        "DeviceActionsPost@no-uuid/active",
                        "DeviceActionsPost@FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF/active",
                        "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/*"),
                false);
        var none = new StudyMode(Identifier.UNKNOWN, Mode.active);
        assertThat(rights.granting(Right.DEVICE_ACTIONS_POST, none)).isEmpty();
        assertThat(new StudyRights(List.of("DeviceActionsPost"), false).granting(Right.DEVICE_ACTIONS_POST, none))
                .contains("DeviceActionsPost");
    }

    @Test
    void oneGoodGroupAmongManyIsEnough() {
        var rights = new StudyRights(List.of("x", "AuditGet", "DeviceActionsPost", "StudyDataPut"), false);
        assertThat(rights.granting(Right.DEVICE_ACTIONS_POST, new StudyMode(STUDY, Mode.training)))
                .contains("DeviceActionsPost");
        assertThat(new StudyRights(List.of(), false).granting(Right.AUDIT_GET, new StudyMode(STUDY, Mode.test)))
                .isEmpty();
    }

    @Test
    void onlyItsOwnFormGrantsARightForTheServiceItself() {
        var rights = new StudyRights(List.of("x", "AuditGet@service"), true);
        assertThat(rights.grantingOfTheService(Right.AUDIT_GET)).contains("AuditGet@service");
        assertThat(rights.granting(Right.AUDIT_GET, new StudyMode(STUDY, Mode.active)))
                .isEmpty();
        for (var other : List.of(
                "AuditGet",
                "AuditGet@*",
                "AuditGet@service/*",
                "AuditGet@Service",
                " AuditGet@service",
                "StudyDataPut@service",
                "AuditGet@00000000000000000000000000000000/*",
                "AuditGet@B1B8327AFAA6412287106192AB5984EF/*")) {
            assertThat(new StudyRights(List.of(other), false).grantingOfTheService(Right.AUDIT_GET))
                    .as(other)
                    .isEmpty();
        }
    }

    private static Optional<String> granting(String group, boolean scopedOnly) {
        return new StudyRights(List.of(group), scopedOnly)
                .granting(Right.DEVICE_ACTIONS_POST, new StudyMode(STUDY, Mode.active));
    }
}
