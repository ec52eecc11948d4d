package io.headroom.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bodies are read strictly for. */
class StrictJsonTest {
    private static final ObjectMapper JSON = json();

    private record Body(String reason, List<String> flavors, Integer gpus) {}

    private static ObjectMapper json() {
        ObjectMapper mapper = new ObjectMapper();
        new StrictJson().customize(mapper);
        return mapper;
    }

    @ParameterizedTest
    @CsvSource({"reason", "flavors"})
    void aTextWithNulIsRefusedAtItsPlace(String field) {
        String nul = "\"a\\u0000b\"";
        String body = "{\"" + field + "\": " + (field.equals("flavors") ? "[" + nul + "]" : nul) + "}";
        var refused = catchThrowableOfType(StrictJson.NulInText.class, () -> JSON.readValue(body, Body.class));
        assertThat(refused.text()).isEqualTo("a\0b");
        assertThat(refused.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .collect(Collectors.toList()))
                .startsWith(field);
    }

    @Test
    void otherTextsAreReadAsTheyAre() throws JsonProcessingException {
        Body body =
                JSON.readValue("{\"reason\": \"\\u0001 \\u00e4\", \"flavors\": [null, \"\"], \"gpus\": 2}", Body.class);
        assertThat(body.reason()).isEqualTo("\u0001 ä");
        assertThat(body.flavors()).containsExactly(null, "");
        assertThat(body.gpus()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"gpus\": 2.5}", "{\"gpus\": \"2\"}", "{\"reason\": []}", "{} {}"})
    void noValueIsBent(String body) {
        assertThat(catchThrowableOfType(JsonProcessingException.class, () -> JSON.readValue(body, Body.class)))
                .isNotNull();
    }
}
