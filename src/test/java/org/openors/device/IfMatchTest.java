package org.openors.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.study.DeviceConnection;

/** The header {@code If-Match} (RFC 9110, section 13.1.1) against the state of a device. */
class IfMatchTest {

    private static final UUID SUBJECT = UUID.randomUUID();
    private static final UUID DEVICE = UUID.randomUUID();
    private static final OffsetDateTime ISSUED =
            Instant.parse("2026-11-23T09:30:00.125Z").atOffset(ZoneOffset.UTC);

    private static DeviceFacts facts(String accessId, UUID pairOf, OffsetDateTime redeemedAt, long version) {
        return new DeviceFacts(
                "1",
                SUBJECT,
                "siteA",
                "M",
                UUID.randomUUID(),
                SUBJECT,
                DeviceConnection.DevicetoCloud,
                DEVICE,
                version,
                null,
                null,
                pairOf,
                accessId,
                accessId == null ? null : ISSUED,
                accessId == null ? null : "nurse-17",
                accessId == null ? null : ISSUED.plusDays(1),
                accessId == null ? null : 0,
                redeemedAt,
                null,
                null,
                null,
                null,
                null,
                "built-in",
                null,
                false);
    }

    private static final DeviceFacts FACTS = facts("ABC123", SUBJECT, null, 1);
    private static final String TAG = FACTS.tag().text();

    @Test
    void withoutTheHeaderAnyStateWillDo() {
        assertThatCode(() -> IfMatch.of(List.of()).require(FACTS)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${tag}",
                " ${tag} ",
                "\"other\", ${tag}",
                "${tag},\"other\"",
                "W/\"x\" ,\t${tag}",
                ",${tag}",
                "*",
                " * "
            })
    void theTagOfNowMatches(String header) {
        assertThatCode(() -> IfMatch.of(List.of(header.replace("${tag}", TAG))).require(FACTS))
                .doesNotThrowAnyException();
        assertThatCode(() -> IfMatch.of(List.of("\"other\"", TAG)).require(FACTS))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"other\"", "W/${tag}", "\"other\", \"another\"", "\"a,b\"", "\"*\""})
    void anotherOneIsRefusedWithWhoWasFaster(String header) {
        assertThatThrownBy(
                        () -> IfMatch.of(List.of(header.replace("${tag}", TAG))).require(FACTS))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED);
                    assertThat(refusal.details())
                            .containsExactly(
                                    Map.entry("issuedBy", "nurse-17"),
                                    Map.entry("issuedAt", "2026-11-23T09:30:00.125Z"));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "x",
                "\"x",
                "x\"",
                "\"x\" \"y\"",
                "\"x y\"",
                "*, \"x\"",
                "w/\"x\"",
                "W /\"x\"",
                "**",
                "\"x\"\u0000"
            })
    void whatIsNoListOfTagsIsRefused(String header) {
        assertThatThrownBy(() -> IfMatch.of(List.of(header))).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            assertThat(refusal.details()).containsEntry("parameter", "If-Match");
        });
    }

    /** A list of any length takes time in proportion to it. */
    @Test
    void aLongHeaderIsReadQuickly() {
        assertThatThrownBy(() -> IfMatch.of(List.of("\"a\" , ".repeat(5_000) + "!")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> IfMatch.of(List.of(",".repeat(20_000) + "!"))).isInstanceOf(Refusal.class);
    }

    @Test
    void nothingIsToldOfThePairOfAnotherSubject() {
        var others = facts("ABC123", UUID.randomUUID(), null, 1);
        assertThatThrownBy(() -> IfMatch.of(List.of("\"x\"")).require(others))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.details()).isEmpty());
    }

    @Test
    void theTagChangesWithThePairItsRedemptionAndWhatHasNoPairWithTheRegistration() {
        var tags = List.of(
                FACTS.tag(),
                facts("ABC124", SUBJECT, null, 1).tag(),
                facts("ABC123", SUBJECT, ISSUED, 1).tag(),
                facts(null, null, null, 1).tag(),
                facts("-BC123", SUBJECT, null, 2).tag());
        assertThat(tags).doesNotHaveDuplicates();
        assertThat(facts("-XX123", SUBJECT, null, 2).tag()).isEqualTo(tags.get(4));
        assertThat(FACTS.tag().value()).matches("[A-Za-z0-9_-]{22}");
    }
}
