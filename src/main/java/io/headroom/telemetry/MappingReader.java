package io.headroom.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a mapping from JSON. Whoever writes one is told which field of which file breaks which rule. */
final class MappingReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> FIELDS = Set.of("name", "families", "facts", "labels", "whole", "info");
    private static final Set<String> FACT_FIELDS = Set.of("fact", "metric", "scale", "valueLabel", "where");

    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    private final String file;

    private MappingReader(String file) {
        this.file = file;
    }

    static Mapping read(String file, String json) {
        try {
            return new MappingReader(file).mapping(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new BadMapping(file, "line " + line + " is no JSON: " + e.getOriginalMessage());
        }
    }

    private Mapping mapping(JsonNode json) {
        only(FIELDS, "", json);
        Mapping mapping = new Mapping(
                text("name", json.get("name")),
                texts("families", json.get("families")),
                facts(json.get("facts")),
                labels(json.get("labels")),
                json.has("whole") ? texts("whole", json.get("whole")) : List.of(),
                json.has("info") ? metrics("info", json.get("info")) : List.of());
        if (!mapping.labels().containsKey(Role.UUID)) throw wrong("labels", json.get("labels"), "must name UUID");
        for (String metric : mapping.metrics()) {
            if (mapping.families().stream().noneMatch(family -> begins(metric, family)))
                throw new BadMapping(file, "families must begin the metric \"" + metric + "\"");
        }
        return mapping;
    }

    private static boolean begins(String metric, String family) {
        return metric.regionMatches(true, 0, family, 0, family.length());
    }

    private List<FactSource> facts(JsonNode json) {
        List<FactSource> facts = new ArrayList<>();
        for (JsonNode fact : list("facts", json)) {
            facts.add(fact("facts[" + facts.size() + "]", fact));
        }
        return facts;
    }

    private FactSource fact(String at, JsonNode json) {
        only(FACT_FIELDS, at, json);
        return new FactSource(
                oneOf(Fact.class, at + ".fact", text(at + ".fact", json.get("fact"))),
                metric(at + ".metric", json.get("metric")),
                json.has("scale") ? scale(at + ".scale", json.get("scale")) : null,
                json.has("valueLabel") ? text(at + ".valueLabel", json.get("valueLabel")) : null,
                json.has("where") ? where(at + ".where", json.get("where")) : null);
    }

    private String metric(String field, JsonNode json) {
        if (!METRIC.matcher(text(field, json)).matches()) throw wrong(field, json, "must be the name of a metric");
        return json.textValue();
    }

    private List<String> metrics(String field, JsonNode json) {
        List<String> metrics = new ArrayList<>();
        for (JsonNode each : list(field, json)) {
            metrics.add(metric(field + "[" + metrics.size() + "]", each));
        }
        return metrics;
    }

    private Double scale(String field, JsonNode json) {
        if (!json.isNumber() || json.asDouble() <= 0) throw wrong(field, json, "must be a number over 0");
        return json.asDouble();
    }

    private Map<String, String> where(String field, JsonNode json) {
        Map<String, String> where = new HashMap<>();
        object(field, json).properties().forEach(label -> {
            where.put(label.getKey(), text(field + "." + label.getKey(), label.getValue()));
        });
        return where;
    }

    private Map<Role, List<String>> labels(JsonNode json) {
        Map<Role, List<String>> labels = new EnumMap<>(Role.class);
        object("labels", json).properties().forEach(entry -> {
            String field = "labels." + entry.getKey();
            labels.put(oneOf(Role.class, field, entry.getKey()), texts(field, entry.getValue()));
        });
        return labels;
    }

    private void only(Set<String> known, String at, JsonNode json) {
        object(at.isEmpty() ? "the file" : at, json).fieldNames().forEachRemaining(name -> {
            if (!known.contains(name))
                throw new BadMapping(
                        file,
                        (at.isEmpty() ? "" : at + ".") + name + " must be one of "
                                + known.stream().sorted().toList());
        });
    }

    private JsonNode object(String field, JsonNode json) {
        if (json == null || !json.isObject()) throw wrong(field, json, "must be an object");
        return json;
    }

    private JsonNode list(String field, JsonNode json) {
        if (json == null || !json.isArray() || json.isEmpty())
            throw wrong(field, json, "must be a list of one or more");
        return json;
    }

    private List<String> texts(String field, JsonNode json) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list(field, json)) {
            texts.add(text(field + "[" + texts.size() + "]", each));
        }
        return texts;
    }

    private String text(String field, JsonNode json) {
        if (json == null || !json.isTextual() || json.textValue().isBlank())
            throw wrong(field, json, "must be a text that is not empty");
        return json.textValue();
    }

    private <E extends Enum<E>> E oneOf(Class<E> type, String field, String value) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) return constant;
        }
        throw new BadMapping(file, field + " \"" + value + "\" must be one of " + List.of(type.getEnumConstants()));
    }

    private BadMapping wrong(String field, JsonNode value, String rule) {
        String shown = value == null ? "is absent and" : value.toString();
        return new BadMapping(file, field + " " + shown.substring(0, Math.min(80, shown.length())) + " " + rule);
    }
}
