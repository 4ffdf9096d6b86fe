package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.identity.Mode;

/** The contract's section 1, "rights". */
class StudyRightsTest {

    private static final Optional<UUID> STUDY = Optional.of(UUID.fromString("b1b8327a-faa6-4122-8710-6192ab5984ef"));

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
    void inAStudyWhoseIdIsNoneOnlyAnUnscopedRightGrants() {
        var rights = new StudyRights(
                List.of("DeviceActionsPost@no-uuid/active", "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/*"),
                false);
        assertThat(rights.granting(Right.DEVICE_ACTIONS_POST, Optional.empty(), Mode.active))
                .isEmpty();
        assertThat(new StudyRights(List.of("DeviceActionsPost"), false)
                        .granting(Right.DEVICE_ACTIONS_POST, Optional.empty(), Mode.active))
                .contains("DeviceActionsPost");
    }

    @Test
    void oneGoodGroupAmongManyIsEnough() {
        var rights = new StudyRights(List.of("x", "AuditGet", "DeviceActionsPost", "StudyDataPut"), false);
        assertThat(rights.granting(Right.DEVICE_ACTIONS_POST, STUDY, Mode.training))
                .contains("DeviceActionsPost");
        assertThat(new StudyRights(List.of(), false).granting(Right.AUDIT_GET, STUDY, Mode.test))
                .isEmpty();
    }

    private static Optional<String> granting(String group, boolean scopedOnly) {
        return new StudyRights(List.of(group), scopedOnly).granting(Right.DEVICE_ACTIONS_POST, STUDY, Mode.active);
    }
}
