package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SiteScopeTest {

    private final SiteScope one = SiteScope.of(Map.of("101", "Right@study/active/101"));
    private final SiteScope none = SiteScope.of(Map.of());

    @Test
    void aRightForTheStudyIncludesEachSubjectAlsoOneWithoutASite() {
        assertThat(SiteScope.ALL.isLimited()).isFalse();
        assertThat(SiteScope.ALL.isAny()).isTrue();
        assertThat(SiteScope.ALL.includes("101")).isTrue();
        assertThat(SiteScope.ALL.includes(null)).isTrue();
        assertThat(SiteScope.ALL.within(null)).isEmpty();
        assertThat(SiteScope.ALL.within("101")).contains(Set.of("101"));
        assertThat(SiteScope.ALL.anyGroup()).isEmpty();
        assertThat(SiteScope.ALL.groupOf("101")).isEmpty();
    }

    @Test
    void aRightForASiteIncludesThatOneAlone() {
        assertThat(one.isLimited()).isTrue();
        assertThat(one.isAny()).isTrue();
        assertThat(one.includes("101")).isTrue();
        assertThat(one.includes("102")).isFalse();
        assertThat(one.includes(null)).isFalse();
        assertThat(one.within(null)).contains(Set.of("101"));
        assertThat(one.within("101")).contains(Set.of("101"));
        assertThat(one.within("102")).contains(Set.of());
        assertThat(one.anyGroup()).contains("Right@study/active/101");
        assertThat(one.groupOf("101")).contains("Right@study/active/101");
        assertThat(one.groupOf("102")).isEmpty();
    }

    @Test
    void aRightForNoSiteIncludesNobody() {
        assertThat(none.isAny()).isFalse();
        assertThat(none.includes("101")).isFalse();
        assertThat(none.within(null)).contains(Set.of());
        assertThat(none.anyGroup()).isEmpty();
    }
}
