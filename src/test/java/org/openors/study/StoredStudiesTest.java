package org.openors.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.security.StudyRights;

/** {@code GET /studies} (contract, section 6). */
class StoredStudiesTest {

    private static final StudyMode ACTIVE =
            new StudyMode(UUID.fromString("b1b8327a-faa6-4122-8710-6192ab5984ef"), Mode.active);
    private static final StudyMode TEST = new StudyMode(ACTIVE.studyId(), Mode.test);
    private static final String HERE = "@B1B8327AFAA6412287106192AB5984EF/active";

    private final StoredStudies stored = new StoredStudies(
            List.of(study(ACTIVE), study(TEST)),
            List.of(site(ACTIVE, "101"), site(ACTIVE, "102"), site(TEST, "101"), site(TEST, "103")));

    @Test
    void aRightForTheStudyIsOneAtEachOfItsSites() {
        var listed = seen("AuditGet" + HERE, "DeviceActionsGet" + HERE + "/102");
        assertThat(listed.rights()).containsExactly("DeviceActionsGet", "AuditGet");
        assertThat(listed.sites())
                .containsExactly(
                        new ListedStudy.AtSite("101", "name 101", "Europe/Zurich", "de", List.of("AuditGet")),
                        new ListedStudy.AtSite(
                                "102", "name 102", "Europe/Zurich", "de", List.of("DeviceActionsGet", "AuditGet")));
    }

    /** Those that study data lists come first. */
    @Test
    void aRightAtSitesListsTheseAloneAlsoOneThatStudyDataDoesNotList() {
        var listed = seen(
                "DeviceActionsGet" + HERE + "/elsewhere",
                "DeviceActionsPost" + HERE + "/elsewhere",
                "DeviceActionsGet" + HERE + "/102");
        assertThat(listed.rights()).containsExactly("DeviceActionsPost", "DeviceActionsGet");
        assertThat(listed.sites())
                .containsExactly(
                        new ListedStudy.AtSite("102", "name 102", "Europe/Zurich", "de", List.of("DeviceActionsGet")),
                        new ListedStudy.AtSite(
                                "elsewhere", null, null, null, List.of("DeviceActionsPost", "DeviceActionsGet")));
    }

    private ListedStudy seen(String... groups) {
        return stored.seenWith(new StudyRights(List.of(groups), true)).get(0);
    }

    private static StoredStudies.OneStudy study(StudyMode key) {
        return new StoredStudies.OneStudy(key, "title", "1", false, null);
    }

    private static StoredStudies.OneSite site(StudyMode study, String id) {
        return new StoredStudies.OneSite(study, id, "name " + id, "Europe/Zurich", "de");
    }
}
