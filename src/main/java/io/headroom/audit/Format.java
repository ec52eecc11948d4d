package io.headroom.audit;

import io.headroom.platform.Paging;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;

/** How a list of entries is answered. */
enum Format {
    /** One page, with a cursor. */
    JSON(MediaType.APPLICATION_JSON),
    /** Everything, for spreadsheets. */
    CSV("text/csv"),
    /** Everything, one JSON object per line, for programs. */
    JSONL("application/jsonl");

    private final String type;

    Format(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /** What a file of it is called. */
    String fileName() {
        return "audit." + name().toLowerCase(Locale.ROOT);
    }

    /**
     * What the caller wants, by word or else by the {@code Accept} header.
     *
     * @throws io.headroom.platform.Refused 422 naming the choices
     */
    static Format of(String word, String accept) {
        Format chosen = Paging.choice("format", word, Format.class);
        if (chosen != null) return chosen;
        if (accept == null) return JSON;
        if (accept.contains(CSV.type)) return CSV;
        return accept.contains(JSONL.type) ? JSONL : JSON;
    }
}
