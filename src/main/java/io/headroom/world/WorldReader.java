package io.headroom.world;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one world. Strict: a field it does not know, a value of the wrong type, a name that is not there, a number that
 * cannot be are refused by their place. Everything but names, capacity, nominal, gpus and {@code now} has a default.
 */
public final class WorldReader {
    /** Most bytes of one world. */
    public static final int MOST_BYTES = 64 << 20;

    private static final int SHOWN = 160;

    private WorldReader() {}

    /**
     * Reads all there is.
     *
     * @throws BadWorld if it is not one well-formed world
     * @throws IOException if it cannot be read
     */
    public static WorldAt read(InputStream in) throws IOException {
        try (Tokens tokens = new Tokens(new Bounded(in))) {
            return read(tokens);
        } catch (CharConversionException e) {
            throw new BadWorld(Place.WORLD, "not JSON: " + Shown.plain(e.getMessage(), SHOWN));
        }
    }

    private static WorldAt read(Tokens tokens) throws IOException {
        try {
            Draft draft = new Draft();
            tokens.world(place -> draft.read(tokens, place));
            return draft.finish();
        } catch (StreamConstraintsException e) {
            throw new BadWorld(tokens.at(), "something here is longer than " + Tokens.MOST_CHARACTERS + " characters");
        } catch (JsonProcessingException e) {
            throw new BadWorld(where(e.getLocation()), "not JSON: " + Shown.plain(e.getOriginalMessage(), SHOWN));
        }
    }

    private static String where(JsonLocation location) {
        return location == null
                ? Place.WORLD.toString()
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
