package io.headroom.world;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The JSON of one world. Its lists are read entry by entry, and an entry is only as long, as wide and as deep as one of a
 * world can be.
 */
final class Tokens implements AutoCloseable {
    /** Most entries of one of the world's lists. */
    static final int MOST_ENTRIES = 200_000;

    /** Most characters of a text, a name or a number. */
    static final int MOST_CHARACTERS = 1_000;

    private static final int MOST_NESTED = 1_000;
    private static final int MOST_DEPTH = 4;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MOST_CHARACTERS)
                    .maxNameLength(MOST_CHARACTERS)
                    .maxNumberLength(MOST_CHARACTERS)
                    .build())
            .build();

    private final JsonParser parser;
    private Place at = Place.WORLD;

    Tokens(InputStream in) throws IOException {
        this.parser = JSON.createParser(in);
    }

    /** Takes one field of the world; the parser stands at its value. */
    interface FieldReader {
        void read(Place place) throws IOException;
    }

    /** Reads the one object there is. */
    void world(FieldReader reader) throws IOException {
        if (parser.nextToken() == null) throw new BadWorld(Place.WORLD, "is empty");
        if (parser.currentToken() != JsonToken.START_OBJECT)
            throw value(Place.WORLD).wrong("is not an object");
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Place place = Place.WORLD.field(parser.currentName());
            if (!seen.add(place.field())) throw new BadWorld(place, "is given twice");
            parser.nextToken();
            reader.read(place);
        }
        if (parser.nextToken() != null) throw new BadWorld(Place.WORLD, "is followed by something else");
    }

    /** Reads a list entry by entry; null is an empty one. */
    void each(Place place, Consumer<Value> reader) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) return;
        if (parser.currentToken() != JsonToken.START_ARRAY) throw value(place).wrong("is not a list");
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i == MOST_ENTRIES) throw new BadWorld(place, "has more than " + MOST_ENTRIES + " entries");
            reader.accept(value(place.entry(i)));
        }
    }

    Value value(Place place) throws IOException {
        return value(place, 0);
    }

    private Value value(Place place, int depth) throws IOException {
        at = place;
        if (depth > MOST_DEPTH) throw new BadWorld(place, "is nested too deep");
        return new Value(
                place,
                switch (parser.currentToken()) {
                    case VALUE_NULL -> null;
                    case VALUE_TRUE -> true;
                    case VALUE_FALSE -> false;
                    case VALUE_STRING -> text(place);
                    case VALUE_NUMBER_INT -> new Value.Numeral(parser.getText(), true);
                    case VALUE_NUMBER_FLOAT -> new Value.Numeral(parser.getText(), false);
                    case START_ARRAY -> list(place, depth);
                    case START_OBJECT -> fields(place, depth);
                    case FIELD_NAME, END_ARRAY, END_OBJECT, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                        throw new IllegalStateException(place + " begins with " + parser.currentToken());
                });
    }

    /** Half of a character cannot be written again. */
    private String text(Place place) throws IOException {
        String text = parser.getText();
        for (int i = 0; i < text.length(); i++)
            if (Character.isSurrogate(text.charAt(i)) && Character.charCount(text.codePointAt(i++)) == 1)
                throw new Value(place, text).wrong("has half of a character");
        return text;
    }

    private List<Value> list(Place place, int depth) throws IOException {
        List<Value> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(place.entry(list.size()), depth + 1));
            if (list.size() > MOST_NESTED) throw new BadWorld(place, "has more than " + MOST_NESTED + " entries");
        }
        return list;
    }

    private Map<String, Value> fields(Place place, int depth) throws IOException {
        Map<String, Value> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Place at = place.field(parser.currentName());
            parser.nextToken();
            if (fields.put(at.field(), value(at, depth + 1)) != null) throw new BadWorld(at, "is given twice");
            if (fields.size() > MOST_NESTED) throw new BadWorld(place, "has more than " + MOST_NESTED + " fields");
        }
        return fields;
    }

    /** Where it last was. */
    Place at() {
        return at;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
