package org.openors.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.Serializable;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.architecture.planted.PlantedFaults;
import org.openors.schema.EclipseLinkCustomizer;
import org.openors.schema.PublicKey;
import org.openors.security.RequiresRight;

/** What the design promises of every class, and that each rule would notice a class that breaks it. */
class ArchitectureTest {

    private static final String ROOT = "org.openors.";
    private static final String PLANTED = PlantedFaults.class.getPackageName() + ".";

    /** Which packages each may use; what a package does not name here, it has no business with. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("error", Set.of()),
            Map.entry("settings", Set.of()),
            Map.entry("wire", Set.of("error", "settings")),
            Map.entry("keys", Set.of("settings")),
            Map.entry("security", Set.of("error", "settings", "wire")),
            Map.entry("embedded", Set.of("error")),
            Map.entry("audit", Set.of("embedded", "error", "keys", "security", "settings", "wire")),
            Map.entry("credential", Set.of("error", "keys", "settings", "wire")),
            Map.entry("study", Set.of("audit", "embedded", "error", "keys", "security", "settings", "wire")),
            Map.entry("connector", Set.of("credential", "error", "keys", "settings", "study", "wire")),
            Map.entry(
                    "device",
                    Set.of("audit", "connector", "credential", "error", "security", "settings", "study", "wire")),
            Map.entry(
                    "accesscode",
                    Set.of("audit", "connector", "credential", "device", "error", "security", "study", "wire")),
            Map.entry("bootstrap", Set.of("audit", "credential", "device", "error", "keys", "security", "wire")),
            Map.entry("rotation", Set.of("audit", "keys")),
            Map.entry("schema", Set.of("credential", "embedded", "keys", "security", "settings", "wire")),
            Map.entry("health", Set.of("schema", "settings")));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.openors");
    private static final JavaClasses FAULTS = new ClassFileImporter().importPackagesOf(PlantedFaults.class);

    static Stream<ArchRule> rules() {
        return Stream.of(
                classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource"),
                methods()
                        .that()
                        .areMetaAnnotatedWith(HttpMethod.class)
                        .should()
                        .beAnnotatedWith(RequiresRight.class)
                        .orShould()
                        .beAnnotatedWith(PermitAll.class)
                        .orShould()
                        .beAnnotatedWith(RolesAllowed.class),
                methods()
                        .that()
                        .areAnnotatedWith(Path.class)
                        .should()
                        .beMetaAnnotatedWith(HttpMethod.class)
                        .because("a sub-resource would be reached past the rule on HTTP methods")
                        .allowEmptyShould(true),
                noClasses()
                        .that()
                        .areAnnotatedWith(Path.class)
                        .should()
                        .dependOnClassesThat()
                        .areAnnotatedWith(Entity.class)
                        .because("entities are never returned"),
                fields().that()
                        .areDeclaredInClassesThat()
                        .areAnnotatedWith(JsonbPropertyOrder.class)
                        .should()
                        .notHaveRawType(annotatedWith(Entity.class)),
                classes().that().areAnnotatedWith(Entity.class).should().notImplement(Serializable.class),
                fields().that()
                        .haveRawType(annotatedWith(Stateless.class))
                        .should()
                        .beAnnotatedWith(EJB.class)
                        .because("CDI's proxy of a session bean looks it up at each call (ADR 18)"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("org.openors.connector.remote..")
                        .and()
                        .doNotBelongToAnyOf(PublicKey.class)
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("java.net.http..", "jakarta.ws.rs.client..")
                                .or(belongToAnyOf(
                                        URL.class,
                                        URLConnection.class,
                                        Socket.class,
                                        ServerSocket.class,
                                        DatagramSocket.class)))
                        .because("only the remote connector, and whoever reads the key of tokens, calls others"),
                noClasses()
                        .should()
                        .dependOnClassesThat(
                                belongToAnyOf(Random.class, ThreadLocalRandom.class, SplittableRandom.class))
                        .orShould()
                        .callMethod(Math.class, "random"),
                noClasses()
                        .that()
                        .doNotBelongToAnyOf(EclipseLinkCustomizer.class)
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                        "fish.payara..",
                                        "org.glassfish..",
                                        "com.sun..",
                                        "sun..",
                                        "org.jboss..",
                                        "org.eclipse.persistence..")
                                .or(resideInAPackage("javax..")
                                        .and(not(resideInAnyPackage(
                                                "javax.sql..", "javax.crypto..", "javax.management..")))))
                        .because("there is one WAR for every server"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void wouldBeNoticedIfBroken(ArchRule rule) {
        assertThat(rule.evaluate(FAULTS).hasViolation()).isTrue();
    }

    @Test
    void packagesUseOnlyWhatTheTableAllows() {
        assertThat(forbiddenUses(MAIN, ROOT)).isEmpty();
        assertThat(forbiddenUses(FAULTS, PLANTED)).containsExactly("wire uses study");
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("org.openors.(*)..").should().beFreeOfCycles().check(MAIN);
        assertThat(slices().matching(PLANTED + "(*)..")
                        .should()
                        .beFreeOfCycles()
                        .evaluate(FAULTS)
                        .hasViolation())
                .isTrue();
    }

    private static Stream<String> forbiddenUses(JavaClasses all, String root) {
        return all.stream()
                .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .map(use -> Map.entry(feature(use.getOriginClass(), root), feature(use.getTargetClass(), root)))
                .filter(use -> !use.getKey().isEmpty() && !use.getValue().isEmpty())
                .filter(use -> !use.getKey().equals(use.getValue()))
                .filter(use -> !MAY_USE.getOrDefault(use.getKey(), Set.of()).contains(use.getValue()))
                .map(use -> use.getKey() + " uses " + use.getValue())
                .distinct();
    }

    /** The package right below the root; empty for a class elsewhere. */
    private static String feature(JavaClass one, String root) {
        var name = one.getPackageName() + ".";
        return name.startsWith(root) ? name.substring(root.length()).replaceFirst("\\..*", "") : "";
    }
}
