package org.openors.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.settings.SettingNames;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The manifests have the form that the Kubernetes API demands, and fit to each other and to the service. */
class KubernetesFilesTest {

    private static final Path DIRECTORY = Path.of("server-config/kubernetes");
    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {"deployment", "configmap", "service", "poddisruptionbudget", "networkpolicy", "migration/job"})
    void hasOnlyFieldsOfItsKindAndAllThatAreRequired(String name) throws IOException {
        validate(read(name));
    }

    @Test
    void aMisspeltFieldWouldBeNoticed() throws IOException {
        var text = read("deployment").toString().replace("readOnlyRootFilesystem", "readOnlyRootFileSystem");
        assertThatThrownBy(() -> validate(YAML.readTree(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("readOnlyRootFileSystem");
    }

    @Test
    void everySelectorFindsThePods() throws IOException {
        var labels = read("deployment").at("/spec/template/metadata/labels");
        for (var selector : List.of(
                read("deployment").at("/spec/selector/matchLabels"),
                read("service").at("/spec/selector"),
                read("poddisruptionbudget").at("/spec/selector/matchLabels"),
                read("networkpolicy").at("/spec/podSelector/matchLabels"))) {
            assertThat(selector).isEqualTo(labels);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment", "migration/job"})
    void everyVariableIsASettingAndNoSecretStandsInAFile(String name) throws IOException {
        var container = read(name).at("/spec/template/spec/containers/0");
        assertThat(container.at("/env").findValuesAsString("name"))
                .filteredOn(variable -> variable.startsWith("ORS_"))
                .isNotEmpty()
                .isSubsetOf(SettingNames.known());
        assertThat(container.at("/env").findValues("value")).isEmpty();
        assertThat(read("configmap").at("/data").propertyNames()).isSubsetOf(SettingNames.known());
    }

    /** What a file names below a directory comes from the volume that is mounted there. */
    @ParameterizedTest
    @ValueSource(strings = {"deployment", "migration/job"})
    void noPodRunsAsRootOrWritesOutsideOfItsHome(String name) throws IOException {
        var pod = read(name).at("/spec/template/spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        var container = pod.at("/containers/0/securityContext");
        assertThat(container.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
    }

    @Test
    void thereAreTwoNodes() throws IOException {
        assertThat(read("deployment").at("/spec/replicas").asInt()).isEqualTo(2);
    }

    /** It has the image of the nodes, no key, another role at the database, and gets no requests. */
    @Test
    void theMigrationIsNoNode() throws IOException {
        var job = read("migration/job");
        var container = job.at("/spec/template/spec/containers/0");
        assertThat(container.at("/image")).isEqualTo(read("deployment").at("/spec/template/spec/containers/0/image"));
        assertThat(container.at("/args/0").asString()).isEqualTo("--migrate-only");
        assertThat(container.at("/env/1/valueFrom/secretKeyRef/name").asString())
                .isEqualTo("ec-ors-svc-database-owner");
        assertThat(job.at("/spec/template/spec/volumes/0/secret/items").findValuesAsString("key"))
                .containsExactly("database-ca.pem");
        assertThat(job.at("/spec/template/metadata/labels"))
                .isNotEqualTo(read("service").at("/spec/selector"));
    }

    /** The volume itself is open to its group, and not the node's own. */
    @Test
    void theNodeMakesItsHomeInTheVolume() throws IOException {
        var volume = read("deployment").at("/spec/template/spec/containers/0/volumeMounts/0/mountPath");
        assertThat(read("configmap").at("/data/ORS_HOME").asString()).startsWith(volume.asString() + "/");
    }

    /** Whoever has such an address can choose the one that the limits and the audit trail have. */
    @Test
    void fewAddressesAreTrustedProxies() throws IOException {
        var ranges =
                read("configmap").at("/data/ORS_TRUSTED_PROXIES").asString().split(",");
        assertThat(ranges)
                .allSatisfy(range -> assertThat(Integer.parseInt(range.substring(range.indexOf('/') + 1)))
                        .isGreaterThanOrEqualTo(24));
    }

    @Test
    void theGuideNamesWhatAnInstallationHasToReplace() throws IOException {
        var names = new ArrayList<String>();
        read("configmap").get("data").forEachEntry((name, value) -> {
            if (!value.asString().startsWith("/") && !name.equals("ORS_LOG_FORMAT")) {
                names.add(name);
            }
        });
        var policy = read("networkpolicy").get("spec");
        policy.at("/ingress/0/from").forEach(from -> names.add(onlyLabel(from.get("namespaceSelector"))));
        names.add(onlyLabel(policy.at("/egress/1/to/0/podSelector")));
        assertThat(names).hasSize(7).allSatisfy(name -> assertThat(guide()).contains("`" + name + "`"));
    }

    private static String onlyLabel(JsonNode selector) {
        return selector.get("matchLabels").iterator().next().asString();
    }

    @Test
    void theGuideRollsNothingOutAfterAFailedMigration() throws IOException {
        assertThat(guide().lines().filter(line -> line.endsWith("kubectl apply -f server-config/kubernetes")))
                .singleElement()
                .asString()
                .contains("kubectl wait --for=condition=complete", " && ");
    }

    /** The Secret of the guide holds the files that the settings name. */
    @Test
    void theGuidePutsEveryFileIntoTheSecret() throws IOException {
        var files = Pattern.compile("/etc/ors/([a-z.-]+)")
                .matcher(read("configmap").toString())
                .results()
                .map(file -> "--from-file=" + file.group(1) + " ")
                .toList();
        assertThat(guide().lines().filter(line -> line.contains("create secret generic ec-ors-svc-keys")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line + " ").contains(files));
    }

    private static String guide() throws IOException {
        return Files.readString(DIRECTORY.resolve("README.md"));
    }

    private static JsonNode read(String name) throws IOException {
        return YAML.readTree(Files.readString(DIRECTORY.resolve(name + ".yaml")));
    }

    private static void validate(JsonNode manifest) throws IOException {
        JsonElement json = JsonParser.parseString(manifest.toString());
        switch (manifest.get("kind").asString()) {
            case "Deployment" -> V1Deployment.validateJsonElement(json);
            case "Job" -> V1Job.validateJsonElement(json);
            case "ConfigMap" -> V1ConfigMap.validateJsonElement(json);
            case "Service" -> V1Service.validateJsonElement(json);
            case "PodDisruptionBudget" -> V1PodDisruptionBudget.validateJsonElement(json);
            case "NetworkPolicy" -> V1NetworkPolicy.validateJsonElement(json);
            default -> throw new IllegalArgumentException("unknown kind");
        }
    }
}
