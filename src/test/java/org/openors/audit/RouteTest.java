package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;

class RouteTest {

    private static final String ID = "B1B8327AFAA6412287106192AB5984EF";

    static Stream<JavaMethod> methods() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.openors").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Audited.class))
                        .filter(method ->
                                method.getAnnotationOfType(Audited.class).value() != AuditAction.EXPORT_AUDIT);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aUrlNamesTheActionThatItsResourceMethodDeclares(JavaMethod method) {
        var path = "/" + method.getOwner().getAnnotationOfType(Path.class).value();
        var verb = Stream.of(method.reflect().getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(annotation -> annotation != null)
                .findFirst()
                .orElseThrow()
                .value();
        var route = Route.of(verb, path.replace("{mode}", "test").replaceAll("\\{\\w+}", ID));
        assertThat(route.action())
                .isEqualTo(method.getAnnotationOfType(Audited.class).value());
        var id = Identifier.of(ID);
        assertThat(route.named().studyId()).isEqualTo(expected(path, "{studyId}", id));
        assertThat(route.named().subjectId()).isEqualTo(expected(path, "{subjectId}", id));
        assertThat(route.named().inventoryId()).isEqualTo(expected(path, "{inventoryId}", id));
        assertThat(route.named().mode().isPresent()).isEqualTo(path.contains("{mode}"));
    }

    private static UUID expected(String path, String parameter, UUID id) {
        return path.contains(parameter) ? id : Identifier.UNKNOWN;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1.0/studies/%42%31B8327AFAA6412287106192AB5984EF/%61ctive/audit, READ_AUDIT",
        "HEAD, /v1.0/studies/B1B8327AFAA6412287106192AB5984EF/active/audit, READ_AUDIT",
        "POST, /v1.0/studies/B1B8327AFAA6412287106192AB5984EF/active/audit, OTHER",
        "GET, /v1.0/studies/B1B8327AFAA6412287106192AB5984EF/active, OTHER",
        "GET, /, OTHER"
    })
    void readsEncodedPathsAndKnowsNoOtherRoutes(String method, String path, AuditAction action) {
        var route = Route.of(method, path);
        assertThat(route.action()).isEqualTo(action);
        if (action != AuditAction.OTHER) {
            assertThat(route.named().studyId()).isEqualTo(Identifier.of(ID));
            assertThat(route.named().mode()).contains(Mode.active);
        }
    }
}
