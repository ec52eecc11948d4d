package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A mapping of one's own, and what is said about one that is wrong. */
class MappingReaderTest {
    private static final String GOOD = """
            { "name": "mine", "families": ["my_"],
              "facts": [{ "fact": "BUSY", "metric": "my_load", "scale": 0.01 }],
              "labels": { "UUID": ["serial"] } }""";

    @TempDir
    Path folder;

    static Stream<Arguments> wrongs() {
        return Stream.of(
                argumentSet("a field is missing", "\"name\": \"mine\",", "", "name is absent and must be a text"),
                argumentSet("a field is misspelled", "\"name\"", "\"nmae\"", "nmae must be one of [facts, families"),
                argumentSet("a list is empty", "[\"my_\"]", "[]", "families [] must be a list of one or more"),
                argumentSet("a list is none", "[\"my_\"]", "7", "families 7 must be a list of one or more"),
                argumentSet("a fact is unknown", "BUSY", "LOAD", "facts[0].fact \"LOAD\" must be one of [BUSY, "),
                argumentSet("a scale is negative", "0.01", "-1", "facts[0].scale -1 must be a number over 0"),
                argumentSet(
                        "a metric is no name", "my_load", "my load", "facts[0].metric \"my load\" must be the name"),
                argumentSet("a metric is of no family", "my_load", "load", "families must begin the metric \"load\""),
                argumentSet("a role is unknown", "UUID", "ID", "labels.ID \"ID\" must be one of [UUID, "),
                argumentSet("a label is no text", "\"serial\"", "1", "labels.UUID[0] 1 must be a text"),
                argumentSet(
                        "nothing says which device", "UUID", "NODE", "labels {\"NODE\":[\"serial\"]} must name UUID"),
                argumentSet("a field is given twice", "{ \"name\"", "{ \"name\": \"x\", \"name\"", "line 1 is no JSON"),
                argumentSet("a comma is missing", "\"mine\",", "\"mine\"", "line 1 is no JSON: "));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void saysWhatIsWrongWhere(String part, String wrong, String sentence) {
        assertThatThrownBy(() -> Mappings.parse(
                        "mine.json", GOOD.replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(wrong))))
                .isInstanceOf(BadMapping.class)
                .hasMessageStartingWith("mine.json: " + sentence);
    }

    @Test
    void aMappingInTheFolderIsReadAndGoesFirst() throws IOException {
        Files.writeString(folder.resolve("mine.json"), GOOD);
        Files.writeString(
                folder.resolve("dcgm.json"), GOOD.replace("my_", "DCGM_FI_").replace("mine", "own dcgm"));
        Mappings mappings = Mappings.with(Optional.of(folder));
        assertThat(Texts.read("my_load{serial=\"u\"} 40\n", mappings).devices())
                .extracting(DeviceReading::busy)
                .containsExactly(0.4);
        assertThat(Texts.read("DCGM_FI_load{serial=\"u\"} 40\n", mappings).mapping())
                .isEqualTo("own dcgm");
        assertThat(Texts.read("xpum_engine_ratio{uuid=\"u\"} 0.4\n", mappings).mapping())
                .isEqualTo("intel-xpum");
    }

    @Test
    void aFolderThatIsNoneIsSaid() {
        assertThatThrownBy(() -> Mappings.with(Optional.of(folder.resolve("gone"))))
                .hasMessage(folder.resolve("gone") + ": is no folder that can be read");
    }
}
