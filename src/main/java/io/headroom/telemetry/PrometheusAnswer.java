package io.headroom.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.headroom.telemetry.ScrapeFailure.NotMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the answer to a query of Prometheus' HTTP API, series by series, and sorts them by the exporter they are from. */
final class PrometheusAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser json;
    private final Map<String, Exposition> exporters = new LinkedHashMap<>();
    private String status;
    private String error;

    private PrometheusAnswer(JsonParser json) {
        this.json = json;
    }

    /** Takes the newest sample of each series; an error that the server reports is one here. */
    static Collection<Exposition> read(InputStream in) throws IOException {
        try (JsonParser json = JSON.createParser(in)) {
            PrometheusAnswer answer = new PrometheusAnswer(json);
            json.nextToken();
            answer.answer();
            if (!"success".equals(answer.status)) throw new NotMetrics("refused the query: " + answer.error);
            return answer.exporters.values();
        } catch (JsonProcessingException e) {
            throw new NotMetrics("answered no JSON as Prometheus does: " + e.getOriginalMessage());
        }
    }

    private void answer() throws IOException {
        eachField(name -> {
            switch (name) {
                case "status" -> status = json.getText();
                case "error" -> error = json.getText();
                case "data" -> eachField(this::data);
                default -> json.skipChildren();
            }
        });
    }

    private void data(String name) throws IOException {
        if (!name.equals("result")) {
            json.skipChildren();
            return;
        }
        expect(JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            series();
        }
    }

    private void series() throws IOException {
        Map<String, String> labels = new LinkedHashMap<>();
        Newest newest = new Newest();
        eachField(name -> {
            switch (name) {
                case "metric" -> eachField(label -> labels.put(label, json.getText()));
                case "value" -> sample(newest);
                case "values" -> {
                    expect(JsonToken.START_ARRAY);
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        sample(newest);
                    }
                }
                default -> json.skipChildren();
            }
        });
        String exporter = labels.get("job") + " " + labels.get("instance");
        if (newest.value != null)
            exporters.computeIfAbsent(exporter, _ -> new Exposition()).add(labels, newest.value, newest.millis);
    }

    /** {@code [seconds, "value"]}; a series lists its samples oldest first. */
    private void sample(Newest newest) throws IOException {
        expect(JsonToken.START_ARRAY);
        json.nextToken();
        newest.millis = Math.round(json.getDoubleValue() * 1000);
        json.nextToken();
        newest.value = json.getText();
        if (json.nextToken() != JsonToken.END_ARRAY) throw new NotMetrics("answered a sample of more than a value");
    }

    private void eachField(Field field) throws IOException {
        expect(JsonToken.START_OBJECT);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            field.read(name);
        }
    }

    private void expect(JsonToken token) throws IOException {
        if (json.currentToken() != token)
            throw new NotMetrics("answered no JSON as Prometheus does: " + json.currentToken() + " for " + token);
    }

    private static final class Newest {
        private long millis;
        private String value;
    }

    private interface Field {
        void read(String name) throws IOException;
    }
}
