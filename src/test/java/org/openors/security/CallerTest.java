package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {

    private static final SiteScope SITE = SiteScope.of(Map.of("101", "Right@study/active/101"));

    private final Caller caller = new Caller();

    @Test
    void nobodyIsKnownAtFirst() {
        assertThat(caller.isAuthenticated()).isFalse();
        assertThat(caller.groups()).isEmpty();
        assertThat(caller.issuer()).isEmpty();
        assertThat(caller.name()).isEmpty();
        assertThat(caller.displayName()).isEmpty();
        assertThat(caller.right()).isEmpty();
        assertThat(caller.rights()).isNull();
        assertThat(caller.sites()).isSameAs(SiteScope.ALL);
    }

    @Test
    void anAcceptedTokenSaysWhoItIs() {
        caller.authenticate("issuer", "nurse-17", "Anna", Set.of("AuditGet"));
        assertThat(caller.isAuthenticated()).isTrue();
        assertThat(caller.issuer()).contains("issuer");
        assertThat(caller.name()).contains("nurse-17");
        assertThat(caller.displayName()).contains("Anna");
        assertThat(caller.groups()).containsExactly("AuditGet");
    }

    @Test
    void aClaimedAccessIdIsAName() {
        caller.claimAccessId("ABC123");
        assertThat(caller.name()).contains("ABC123");
        assertThat(caller.isAuthenticated()).isFalse();
    }

    @Test
    void theGroupOfTheSubjectsSiteIsTheRightInUse() {
        caller.useRight("Right@study/active/102", SITE);
        assertThat(caller.right()).contains("Right@study/active/102");
        assertThat(caller.sites()).isSameAs(SITE);
        caller.actAtSite("101");
        assertThat(caller.right()).contains("Right@study/active/101");
        caller.actAtSite("103");
        assertThat(caller.right()).contains("Right@study/active/101");
    }

    @Test
    void aRightForTheStudyIsTheRightAtEachSite() {
        caller.useRight("Right@study/active", SiteScope.ALL);
        caller.actAtSite("101");
        assertThat(caller.right()).contains("Right@study/active");
    }
}
