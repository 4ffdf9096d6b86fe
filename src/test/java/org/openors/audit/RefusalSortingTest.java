package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import jakarta.enterprise.event.Event;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.error.ErrorCode;
import org.openors.error.Overload;
import org.openors.http.Refused;
import org.openors.limit.RecordBudget;
import org.openors.security.AcceptedToken;
import org.openors.settings.GivenSettings;

/** Which refusals cost a transaction, and which wait for it. */
class RefusalSortingTest {

    private static final String STOPPING = "org.openors.stopping";

    private final RefusalSorting sorting = new RefusalSorting();
    private final List<ErrorCode> recorded = new ArrayList<>();
    private final List<RefusalCounted> counted = new ArrayList<>();
    private boolean hasChangedSomething;
    private boolean isStranger;
    private boolean holdsPlace;
    private boolean isFree;
    private boolean isDatabaseAway;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void ofACallerWithAToken() {
        GivenSettings.are(Map.of());
        sorting.request = fake(HttpServletRequest.class, (any, called, arguments) -> switch (called.getName()) {
            case "getRemoteAddr" -> "192.0.2.1";
            case "getAttribute" -> holdsPlace && arguments[0].toString().endsWith(".place") ? true : null;
            default -> null;
        });
        sorting.tokens = new AcceptedToken() {
            @Override
            public Optional<JsonWebToken> of(HttpServletRequest request) {
                return isStranger
                        ? Optional.empty()
                        : Optional.of(fake(JsonWebToken.class, (any, called, arguments) -> "nurse"));
            }
        };
        sorting.audited = new AuditedRequest() {
            @Override
            boolean hasItsRecord() {
                return false;
            }

            @Override
            boolean hasChangedSomething() {
                return hasChangedSomething;
            }
        };
        sorting.recording = new RefusalRecording() {
            @Override
            public void record(ErrorCode code) {
                if (isDatabaseAway) {
                    throw new IllegalStateException("away");
                }
                recorded.add(code);
            }

            @Override
            public boolean recordIfFree(ErrorCode code) {
                if (isFree) {
                    record(code);
                }
                return isFree;
            }
        };
        sorting.budget = new RecordBudget() {
            @Override
            public boolean take(String peer) {
                return true;
            }
        };
        sorting.counts = new RefusalCounts();
        sorting.counted = fake(Event.class, (any, called, arguments) -> counted.add((RefusalCounted) arguments[0]));
        sorting.clock = Clock.systemUTC();
    }

    @AfterEach
    void goOn() {
        System.clearProperty(STOPPING);
    }

    @Test
    void overloadIsCountedWithItsCaller() {
        sorting.sort(Refused.of(new Overload()));
        sorting.sort(Refused.of(new Overload()));
        assertThat(recorded).isEmpty();
        assertThat(sorting.counts.take()).hasSize(1).allSatisfy((kind, count) -> {
            assertThat(kind.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE);
            assertThat(kind.actor()).isEqualTo("nurse");
            assertThat(count.requests()).isEqualTo(2);
        });
    }

    /** Also one that another request will soon make room for, as the third import at once. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TOO_MANY_REQUESTS")
    void anyOtherRefusalHasItsRecord(ErrorCode code) {
        sorting.sort(new Refused(code));
        assertThat(recorded).containsExactly(code);
        assertThat(counted).isEmpty();
        assertThat(sorting.counts.take()).isEmpty();
    }

    /** What was refused is in the trail when the database is back. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusalThatCanNotBeRecordedIsCounted(boolean changedSomething) {
        isDatabaseAway = true;
        hasChangedSomething = changedSomething;
        var refusal = new Refused(ErrorCode.RIGHT_MISSING);
        assertThatThrownBy(() -> sorting.sort(refusal)).hasMessage("away");
        assertThat(sorting.counts.take()).hasSize(1).allSatisfy((kind, count) -> {
            assertThat(kind.code()).isEqualTo(ErrorCode.RIGHT_MISSING);
            assertThat(kind.actor()).isEqualTo("nurse");
            assertThat(count.requests()).isEqualTo(1);
        });
        isStranger = true;
        isFree = true;
        assertThatThrownBy(() -> sorting.sort(refusal)).hasMessage("away");
        assertThat(sorting.counts.take()).hasSize(1);
    }

    /** An attempt at a pair was charged, and there was no turn for the redemption. */
    @Test
    void overloadAfterAChangeHasItsRecord() {
        hasChangedSomething = true;
        sorting.sort(Refused.of(new Overload()));
        assertThat(recorded).containsExactly(ErrorCode.TEMPORARILY_UNAVAILABLE);
        assertThat(sorting.counts.take()).isEmpty();
    }

    /** On the embedded database an import has the only turn, for a minute or longer. */
    @Test
    void aStrangerOutsideTheApiIsCountedWhileTheDatabaseIsBusy() {
        isStranger = true;
        var refusal = new Refused(ErrorCode.RESOURCE_NOT_FOUND);
        sorting.sort(refusal);
        assertThat(recorded).isEmpty();
        assertThat(counted).containsExactly(new RefusalCounted(ErrorCode.RESOURCE_NOT_FOUND));
        assertThat(sorting.counts.take()).hasSize(1).allSatisfy((kind, count) -> {
            assertThat(kind.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
            assertThat(kind.peer()).isEqualTo("192.0.2.1");
            assertThat(kind.actor()).isNull();
        });
        isFree = true;
        sorting.sort(new Refused(ErrorCode.RESOURCE_NOT_FOUND));
        assertThat(recorded).containsExactly(ErrorCode.RESOURCE_NOT_FOUND);
        assertThat(sorting.counts.take()).isEmpty();
    }

    @Test
    void aStrangersRequestToTheApiIsRecordedHoweverLongItTakes() {
        isStranger = true;
        holdsPlace = true;
        sorting.sort(new Refused(ErrorCode.UNAUTHENTICATED));
        assertThat(recorded).containsExactly(ErrorCode.UNAUTHENTICATED);
        assertThat(sorting.counts.take()).isEmpty();
    }

    /** The end of the process does not wait for what is counted after it was announced. */
    @Test
    void whatAStopRefusesIsNotCounted() {
        System.setProperty(STOPPING, "true");
        sorting.sort(Refused.of(new Overload()));
        assertThat(recorded).containsExactly(ErrorCode.TEMPORARILY_UNAVAILABLE);
        assertThat(sorting.counts.take()).isEmpty();
    }
}
