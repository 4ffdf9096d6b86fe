package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;
import org.openors.keys.KeyedHash;

class CanonicalRecordTest {

    private static final int FIELDS = AuditField.values().length;
    private static final byte[] KEY = new byte[32];

    @Property
    void noTwoRecordsHaveTheSameMac(@ForAll("records") CanonicalRecord one, @ForAll("records") CanonicalRecord other) {
        Assume.that(!one.equals(other));
        assertThat(KeyedHash.of(KEY, one.parts())).isNotEqualTo(KeyedHash.of(KEY, other.parts()));
    }

    @Property
    void aTextThatMovesToTheNextFieldOrIsCutOtherwiseMakesAnotherRecord(
            @ForAll("records") CanonicalRecord record, @ForAll("places") int place) {
        var swapped = new ArrayList<>(record.texts());
        Collections.swap(swapped, place, place + 1);
        var joined = new ArrayList<>(record.texts());
        joined.set(place, join(record.texts().subList(place, place + 2)));
        joined.set(place + 1, null);

        for (var texts : List.of(swapped, joined)) {
            boolean same = texts.equals(record.texts());
            assertThat(Arrays.equals(
                            KeyedHash.of(KEY, record.parts()), KeyedHash.of(KEY, new CanonicalRecord(texts).parts())))
                    .isEqualTo(same);
        }
    }

    @Test
    void anEmptyTextIsNotTheSameAsNone() {
        var none = new CanonicalRecord(Collections.nCopies(FIELDS, null));
        var empty = new CanonicalRecord(Collections.nCopies(FIELDS, ""));
        assertThat(KeyedHash.of(KEY, none.parts())).isNotEqualTo(KeyedHash.of(KEY, empty.parts()));
    }

    @Test
    void aRecordHasEachFieldOnce() {
        var nothing = List.<String>of();
        assertThatThrownBy(() -> new CanonicalRecord(nothing)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyFieldOfARecordIsCovered() {
        var record = new AuditRecord(AuditAction.RECREATE_ACCESS_CODE, Instant.now(), "R".repeat(32), "127.0.0.1");
        record.nameActor("issuer", "nurse-17", "DeviceActionsPost");
        record.nameObjects(UUID.randomUUID(), "active", UUID.randomUUID(), UUID.randomUUID());
        record.succeed(UUID.randomUUID(), "before", "after");
        record.refuse(ErrorCode.UNAUTHENTICATED);
        record.noteReason("lost phone");
        record.putInTrailOfService();
        record.noteConnectorCall("PUT host=mhealth.example.org status=202 ms=12");
        assertThat(CanonicalRecord.of(record).texts()).doesNotContainNull().doesNotHaveDuplicates();

        var columns = Stream.of(AuditRecord.class.getDeclaredFields())
                .map(field -> field.getName())
                .filter(name -> !List.of("keyId", "mac").contains(name))
                .collect(Collectors.toSet());
        assertThat(AuditField.values()).extracting(AuditField::wireName).containsExactlyInAnyOrderElementsOf(columns);
    }

    @Test
    void timesAreUtcToTheMillisecondAndIdentifiersAreAsTheApiEmitsThem() {
        assertThat(AuditField.text(OffsetDateTime.parse("2026-11-23T10:30:00+01:00")))
                .isEqualTo("2026-11-23T09:30:00.000Z");
        assertThat(AuditField.text(UUID.fromString("b1b8327a-faa6-4122-8710-6192ab5984ef")))
                .isEqualTo("B1B8327AFAA6412287106192AB5984EF");
    }

    @Property
    void aLineOfAnExportIsTheSameRecord(@ForAll("records") CanonicalRecord record) {
        var line = Json.createObjectBuilder();
        for (var field : AuditField.values()) {
            if (record.text(field) != null) {
                line.add(field.wireName(), record.text(field));
            }
        }
        assertThat(CanonicalRecord.of(line.build())).isEqualTo(record);
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, FIELDS - 2);
    }

    /** Records of few and short texts, so that they are often almost the same. */
    @Provide
    Arbitrary<CanonicalRecord> records() {
        return Arbitraries.strings()
                .withChars('a', '0', '\u0000', 'é')
                .ofMaxLength(3)
                .injectNull(0.3)
                .list()
                .ofSize(FIELDS)
                .map(CanonicalRecord::new);
    }

    private static String join(List<String> texts) {
        return texts.stream().map(text -> text == null ? "" : text).collect(Collectors.joining());
    }
}
