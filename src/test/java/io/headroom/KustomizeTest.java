package io.headroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.headroom.testing.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifests promise, checked on what kustomize makes of them. */
class KustomizeTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"k8s/base", "k8s/overlays/example"})
    void aReplicaIsOnlyRestartedWhenItsProcessIsStuck(String folder) {
        JsonNode container = container(rendered(folder));
        assertThat(probe(container, "startupProbe")).isEqualTo("/health/live");
        assertThat(probe(container, "livenessProbe")).isEqualTo("/health/live");
        assertThat(probe(container, "readinessProbe")).isEqualTo("/health/ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s/base", "k8s/overlays/example"})
    void aReplicaHasTheLeastRights(String folder) {
        List<JsonNode> objects = rendered(folder);
        JsonNode pod = pod(objects);
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        JsonNode rights = container(objects).at("/securityContext");
        assertThat(rights.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(rights.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(rights.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(kinds(objects)).doesNotContain("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s/base", "k8s/overlays/example"})
    void secretsAreOnlyReferredTo(String folder) {
        List<JsonNode> objects = rendered(folder);
        assertThat(kinds(objects)).doesNotContain("Secret");
        assertThat(container(objects).at("/env")).hasSize(3).allSatisfy(variable -> {
            assertThat(variable.at("/valueFrom/secretKeyRef/key").asText()).isNotEmpty();
            assertThat(variable.has("value")).isFalse();
        });
        assertThat(objects.toString()).doesNotContainIgnoringCase("password=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s/base", "k8s/overlays/example"})
    void oneReplicaServesWhileAnotherIsReplaced(String folder) {
        List<JsonNode> objects = rendered(folder);
        JsonNode deployment = theOne(objects, "Deployment");
        assertThat(deployment.at("/spec/replicas").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1))
                .isZero();
        assertThat(theOne(objects, "PodDisruptionBudget")
                        .at("/spec/minAvailable")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s/base", "k8s/overlays/example"})
    void whatSelectsPodsSelectsThePortalAlone(String folder) {
        List<JsonNode> objects = rendered(folder);
        JsonNode labels = theOne(objects, "Deployment").at("/spec/template/metadata/labels");
        assertThat(labels).isNotEmpty();
        assertThat(theOne(objects, "Deployment").at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(theOne(objects, "Service").at("/spec/selector")).isEqualTo(labels);
        assertThat(theOne(objects, "PodDisruptionBudget").at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(theOne(objects, "NetworkPolicy").at("/spec/podSelector/matchLabels"))
                .isEqualTo(labels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s/base", "k8s/overlays/example"})
    void nothingEmbeddedStarts(String folder) {
        JsonNode settings = theOne(rendered(folder), "ConfigMap").at("/data");
        assertThat(settings.at("/HEADROOM_DB_URL").asText()).startsWith("jdbc:postgresql://");
        assertThat(settings.at("/HEADROOM_OIDC_ISSUER").asText()).startsWith("https://");
        assertThat(settings.at("/HEADROOM_EXPORTERS").asText()).startsWith("http");
    }

    /** An overlay as the operations guide tells to write it, in a namespace of its own. */
    @Test
    void aPortalThatLooksForExportersMayListAndWatchAndNothingElse() throws IOException {
        Path overlay = Files.createDirectories(Path.of("target/kustomize/discovery"));
        Files.writeString(overlay.resolve("kustomization.yaml"), """
                namespace: elsewhere
                resources: [../../../k8s/base]
                components: [../../../k8s/discovery]
                """);
        List<JsonNode> objects = rendered(overlay.toString());
        assertThat(theOne(objects, "ClusterRole").at("/rules")).hasSize(3).allSatisfy(rule -> {
            assertThat(rule.at("/resources")).hasSize(1);
            assertThat(List.of("pods", "namespaces", "endpointslices"))
                    .contains(rule.at("/resources/0").asText());
            assertThat(rule.at("/verbs").toString()).isEqualTo("[\"list\",\"watch\"]");
        });
        assertThat(theOne(objects, "ClusterRoleBinding")
                        .at("/subjects/0/namespace")
                        .asText())
                .isEqualTo("elsewhere");
        assertThat(pod(objects).at("/automountServiceAccountToken").asBoolean()).isTrue();
        assertThat(theOne(objects, "NetworkPolicy").at("/spec/egress").toString())
                .contains("6443");
        JsonNode settings = theOne(objects, "ConfigMap").at("/data");
        assertThat(settings.at("/HEADROOM_KUBERNETES_ENABLED").asText()).isEqualTo("true");
        assertThat(settings.at("/HEADROOM_EXPORTERS").asText()).isEmpty();
    }

    private static String probe(JsonNode container, String name) {
        return container.at("/" + name + "/httpGet/path").asText();
    }

    private static JsonNode container(List<JsonNode> objects) {
        return pod(objects).at("/containers/0");
    }

    private static JsonNode pod(List<JsonNode> objects) {
        return theOne(objects, "Deployment").at("/spec/template/spec");
    }

    private static JsonNode theOne(List<JsonNode> objects, String kind) {
        List<JsonNode> found = objects.stream()
                .filter(object -> object.at("/kind").asText().equals(kind))
                .toList();
        assertThat(found).as(kind).hasSize(1);
        return found.getFirst();
    }

    private static List<String> kinds(List<JsonNode> objects) {
        return objects.stream().map(object -> object.at("/kind").asText()).toList();
    }

    private static List<JsonNode> rendered(String folder) {
        Tool.KUBECTL.require();
        return RENDERED.computeIfAbsent(folder, KustomizeTest::kustomize);
    }

    private static List<JsonNode> kustomize(String folder) {
        try {
            Process process = new ProcessBuilder("kubectl", "kustomize", folder)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("kubectl kustomize " + folder).isZero();
            return YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
