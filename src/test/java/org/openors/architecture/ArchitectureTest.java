package org.openors.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.persistence.Entity;
import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.Serializable;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.architecture.planted.PlantedFaults;
import org.openors.audit.Audited;
import org.openors.database.EclipseLinkSession;
import org.openors.database.InTurn;
import org.openors.database.TransactionTurns;
import org.openors.http.AddressLiteral;
import org.openors.security.KeySource;
import org.openors.security.RequiresAnyRight;
import org.openors.security.RequiresRight;

/** What the design promises of every class, and that each rule would notice a class that breaks it. */
class ArchitectureTest {

    private static final String ROOT = "org.openors.";
    /** The API of another system: its interfaces are no resources of this one. */
    private static final String CLIENT = "org.openors.connector.client";

    private static final String PLANTED = PlantedFaults.class.getPackageName() + ".";

    /** Which packages each one uses, from the ground up: exactly these arrows, and none that points upwards. */
    private static final List<String> ARROWS = List.of(
            "background -> ",
            "release -> ",
            "figures -> ",
            "settings -> ",
            "site -> settings",
            "error -> ",
            "identity -> ",
            "keys -> background, settings",
            "input -> error, identity",
            "database -> error, figures, settings",
            "http -> database, error, identity, input, settings",
            "security -> background, error, http, identity, input, settings",
            "openapi -> error, release, security",
            "limit -> error, http, security, settings",
            "audit -> background, database, error, figures, http, identity, input, keys, limit, security, settings",
            "study -> audit, database, error, http, identity, input, keys, openapi, security, settings",
            "credential -> database, identity, keys, settings",
            "connector.client -> ",
            "connector -> audit, background, credential, database, error, identity",
            "connector.builtin -> connector, credential",
            "connector.remote -> connector, connector.client, credential, error, figures, identity, input, settings, study",
            "connector.selection -> connector, connector.builtin, connector.remote, error, identity, study",
            "device -> audit, connector, connector.selection, credential, database, error, http, identity, input, openapi, security, study",
            "bootstrap -> audit, background, credential, database, device, error, figures, identity, limit, openapi, security, study",
            "audit.reading -> audit, database, error, http, identity, input, security, study",
            "connector.check -> audit, audit.reading, connector.remote, database, error, identity, openapi, security, study",
            "audit.sealing -> audit, background, database, figures, http, identity, input, settings",
            "audit.verification -> audit, database, http, identity, security, study",
            "audit.archive -> audit, audit.verification, database, error, http, identity, keys, security, study",
            "rotation -> audit, background, database, keys, settings",
            "health -> background, database, http, release, security",
            "metrics -> background, figures, health, http, release, settings",
            "startup -> connector.remote, credential, database, error, http, keys, limit, metrics, release, rotation, security, settings, site");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.openors");
    private static final JavaClasses FAULTS = new ClassFileImporter().importPackagesOf(PlantedFaults.class);

    static Stream<ArchRule> rules() {
        return Stream.of(
                classes()
                        .that()
                        .areAnnotatedWith(Path.class)
                        .and()
                        .resideOutsideOfPackage(CLIENT)
                        .should()
                        .haveSimpleNameEndingWith("Resource"),
                methods()
                        .that()
                        .areMetaAnnotatedWith(HttpMethod.class)
                        .and()
                        .areDeclaredInClassesThat()
                        .resideOutsideOfPackage(CLIENT)
                        .should()
                        .beAnnotatedWith(RequiresRight.class)
                        .orShould()
                        .beAnnotatedWith(RequiresAnyRight.class)
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
                        .beAnnotatedWith(Inject.class)
                        .because("the platform's way to get a session bean is CDI (ADR 21)"),
                classes()
                        .that()
                        .areAnnotatedWith(Stateless.class)
                        .and()
                        .resideOutsideOfPackage("org.openors.audit.*..")
                        .should()
                        .beAnnotatedWith(InTurn.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(TransactionTurns.class)
                        .because("a transaction that writes takes its turn before a connection (ADR 24)"),
                methods()
                        .that()
                        .areMetaAnnotatedWith(HttpMethod.class)
                        .and()
                        .areDeclaredInClassesThat()
                        .resideOutsideOfPackage(CLIENT)
                        .should()
                        .beAnnotatedWith(Audited.class)
                        .because("the audit record names the action that the method declares"),
                noClasses()
                        .that()
                        .resideOutsideOfPackage("org.openors.connector.remote..")
                        .and()
                        .doNotBelongToAnyOf(KeySource.class)
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
                        .that()
                        .doNotBelongToAnyOf(AddressLiteral.class)
                        .should()
                        .callMethodWhere(target(owner(assignableTo(InetAddress.class)))
                                .and(target(nameMatching("getByName|getAllByName|getHostName|getCanonicalHostName"))))
                        .orShould()
                        .callConstructor(InetSocketAddress.class, String.class, int.class)
                        .because("what a caller wrote must not be looked up in the DNS"),
                noClasses()
                        .should()
                        .callMethodWhere(target(owner(assignableTo(ServletRequest.class)))
                                .and(target(nameMatching("getParameter.*|getParts?|getReader"))))
                        .because(
                                "it would read the body of a form, however slowly it comes, before anybody is asked who sends it"),
                noClasses()
                        .should()
                        .dependOnClassesThat(
                                belongToAnyOf(Random.class, ThreadLocalRandom.class, SplittableRandom.class))
                        .orShould()
                        .callMethod(Math.class, "random"),
                noClasses()
                        .that()
                        .doNotBelongToAnyOf(EclipseLinkSession.class)
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
                                                "javax.sql..",
                                                "javax.crypto..",
                                                "javax.management..",
                                                "javax.security.auth..",
                                                "javax.net.ssl..")))))
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
    void packagesUseExactlyWhatTheTableSays() {
        assertThat(arrows(MAIN, ROOT)).containsExactlyInAnyOrderElementsOf(withTargets(ARROWS));
        assertThat(arrows(FAULTS, PLANTED)).containsExactly("identity -> study", "study -> identity");
    }

    @Test
    void noArrowPointsUpwards() {
        assertThat(upwards(ARROWS)).isEmpty();
        assertThat(upwards(List.of("error -> ", "input -> error, study", "study -> input")))
                .containsExactly("input -> error, study");
    }

    /** The arrows of packages that use others at all. */
    private static List<String> withTargets(List<String> arrows) {
        return arrows.stream().filter(arrow -> !targets(arrow).isEmpty()).toList();
    }

    /** The arrows of packages that use one which does not stand above them in the table. */
    private static List<String> upwards(List<String> arrows) {
        var above = new HashSet<String>();
        var upwards = new ArrayList<String>();
        for (var arrow : arrows) {
            if (!above.containsAll(targets(arrow))) {
                upwards.add(arrow);
            }
            above.add(arrow.substring(0, arrow.indexOf(" -> ")));
        }
        return upwards;
    }

    private static List<String> targets(String arrow) {
        var targets = arrow.substring(arrow.indexOf(" -> ") + " -> ".length());
        return targets.isEmpty() ? List.of() : List.of(targets.split(", "));
    }

    /** Each package of the project with the packages of the project that it uses. */
    private static Stream<String> arrows(JavaClasses all, String root) {
        var uses = new TreeMap<String, Set<String>>();
        for (var one : all) {
            var origin = component(one, root);
            for (var use : one.getDirectDependenciesFromSelf()) {
                var target = component(use.getTargetClass(), root);
                if (!origin.isEmpty() && !target.isEmpty() && !origin.equals(target)) {
                    uses.computeIfAbsent(origin, any -> new TreeSet<>()).add(target);
                }
            }
        }
        return uses.entrySet().stream().map(use -> use.getKey() + " -> " + String.join(", ", use.getValue()));
    }

    /** The name of the package below the root; empty for a class elsewhere. */
    private static String component(JavaClass one, String root) {
        var name = one.getPackageName() + ".";
        return name.length() > root.length() && name.startsWith(root)
                ? name.substring(root.length(), name.length() - 1)
                : "";
    }
}
