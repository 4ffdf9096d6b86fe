package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private static final StudyMode ACTIVE = new StudyMode(STUDY, Mode.active);

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
        assertThat(rights.granting(Right.AUDIT_GET, ACTIVE)).isEmpty();
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

    /** A site id is percent-encoded. Each mode of the study, or each study, needs its own group or {@code *}. */
    @Test
    void aRightAtASiteIsNoRightForTheStudy() {
        var first = "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/active/101";
        var second = "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/*/Site%2F2";
        var rights = new StudyRights(
                List.of(
                        "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/test/103",
                        "DeviceActionsPost@00000000000000000000000000000001/active/104",
                        "DeviceActionsGet@B1B8327AFAA6412287106192AB5984EF/active/105",
                        "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/active/%zz",
                        "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/active/%20",
                        "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/active/site%00A",
                        "DeviceActionsPost@no-uuid/active/106",
                        first,
                        second,
                        "DeviceActionsPost@b1b8327afaa6412287106192ab5984ef/*/101"),
                true);
        assertThat(rights.granting(Right.DEVICE_ACTIONS_POST, ACTIVE)).isEmpty();
        for (var sites : List.of(
                rights.grantingAtSites(Right.DEVICE_ACTIONS_POST, ACTIVE),
                rights.scope(Right.DEVICE_ACTIONS_POST, ACTIVE))) {
            assertThat(sites.within(null).orElseThrow()).containsExactly("101", "Site/2");
            assertThat(sites.groupOf("101")).contains(first);
            assertThat(sites.groupOf("Site/2")).contains(second);
        }
    }

    @Test
    void aRightForTheStudyIncludesAllItsSites() {
        var rights = new StudyRights(
                List.of(
                        "AuditGet@B1B8327AFAA6412287106192AB5984EF/active/101",
                        "AuditGet@B1B8327AFAA6412287106192AB5984EF/active"),
                true);
        assertThat(rights.scope(Right.AUDIT_GET, ACTIVE)).isSameAs(SiteScope.ALL);
        assertThat(rights.scope(Right.AUDIT_GET, new StudyMode(STUDY, Mode.test))
                        .isAny())
                .isFalse();
    }

    @Test
    void studyDataIsOfAWholeStudy() {
        var rights = new StudyRights(List.of("StudyDataPut@B1B8327AFAA6412287106192AB5984EF/active/101"), true);
        assertThat(rights.scope(Right.STUDY_DATA_PUT, ACTIVE).isAny()).isFalse();
        assertThat(rights.any()).isEmpty();
        assertThat(rights.studies()).contains(Set.of());
    }

    @Test
    void anyRightIsOneInWhateverStudyOrSite() {
        for (var group : List.of(
                "StudyDataPut",
                "AuditGet@B1B8327AFAA6412287106192AB5984EF/active",
                "DeviceActionsGet@B1B8327AFAA6412287106192AB5984EF/*/101")) {
            assertThat(new StudyRights(List.of("x", "AuditGet@service", group), false).any())
                    .contains(group);
        }
        assertThat(new StudyRights(List.of("AuditGet"), true).any()).isEmpty();
        assertThat(new StudyRights(List.of("x", "AuditGet@service"), false).any())
                .isEmpty();
    }

    @Test
    void theStudiesAreThoseOfAnyRightUnlessOneIsForAll() {
        var other = UUID.fromString("00000000-0000-0000-0000-000000000001");
        var groups = List.of(
                "x",
                "AuditGet@B1B8327AFAA6412287106192AB5984EF/active",
                "DeviceActionsGet@00000000000000000000000000000001/*/101",
                "DeviceActionsPost@B1B8327AFAA6412287106192AB5984EF/test",
                "StudyDataPut");
        assertThat(new StudyRights(groups, true).studies()).contains(Set.of(STUDY, other));
        assertThat(new StudyRights(groups, false).studies()).isEmpty();
        assertThat(new StudyRights(List.of(), false).studies()).contains(Set.of());
    }

    @Test
    void ofSeveralGroupsTheFirstIsRecorded() {
        var scoped = "AuditGet@B1B8327AFAA6412287106192AB5984EF/active";
        for (var groups : List.of(List.of("AuditGet", scoped), List.of(scoped, "AuditGet"))) {
            var rights = new StudyRights(groups, false);
            assertThat(rights.granting(Right.AUDIT_GET, ACTIVE)).contains(groups.get(0));
            assertThat(rights.any()).contains(groups.get(0));
        }
    }

    /** A token of 24 KiB has hundreds of groups, and a listing of studies asks for each right in each study. */
    @Test
    void theGroupsAreReadOnceHoweverOftenRightsAreLookedUp() {
        var groups = new CountedGroups();
        for (int site = 0; site < 280; site++) {
            groups.add("DeviceActionsGet@B1B8327AFAA6412287106192AB5984EF/*/" + site);
        }
        var rights = new StudyRights(groups, false);
        for (int i = 0; i < 3; i++) {
            rights.studies();
            for (var right : Right.values()) {
                rights.scope(right, ACTIVE);
                rights.any();
                rights.grantingOfTheService(right);
            }
        }
        assertThat(rights.scope(Right.DEVICE_ACTIONS_GET, ACTIVE).within(null).orElseThrow())
                .hasSize(280);
        assertThat(groups.readings).isEqualTo(1);
    }

    /** Counts how often somebody goes through the groups. */
    private static final class CountedGroups extends AbstractCollection<String> {

        private final List<String> groups = new ArrayList<>();
        private int readings;

        @Override
        public boolean add(String group) {
            return groups.add(group);
        }

        @Override
        public Iterator<String> iterator() {
            readings++;
            return groups.iterator();
        }

        @Override
        public int size() {
            return groups.size();
        }
    }

    private static Optional<String> granting(String group, boolean scopedOnly) {
        return new StudyRights(List.of(group), scopedOnly).granting(Right.DEVICE_ACTIONS_POST, ACTIVE);
    }
}
