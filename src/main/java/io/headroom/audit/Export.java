package io.headroom.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** All entries of a search as a file, written as they are read: however many there are, few are in memory. */
@ApplicationScoped
class Export {
    private static final int AT_ONCE = 500;
    private static final String HEADER = Csv.line(
            "seq",
            "at",
            "actor",
            "action",
            "subjectType",
            "subjectId",
            "team",
            "source",
            "sentence",
            "before",
            "after",
            "id",
            "hash");

    private final AuditRepository entries;
    private final ObjectMapper json;

    Export(AuditRepository entries, ObjectMapper json) {
        this.entries = entries;
        this.json = json;
    }

    /** Newest first; nothing else about pages of the filter counts. */
    Response answer(AuditFilter filter, Format format) {
        StreamingOutput file = out -> write(filter, format, out);
        return Response.ok(file)
                .type(format.type() + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + format.fileName() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private void write(AuditFilter filter, Format format, OutputStream out) throws IOException {
        if (format == Format.CSV) out.write(HEADER.getBytes(StandardCharsets.UTF_8));
        List<AuditEntry> some = entries.search(filter.page(null, AT_ONCE));
        while (!some.isEmpty()) {
            for (AuditEntry entry : some) out.write(line(entry, format).getBytes(StandardCharsets.UTF_8));
            some = entries.search(filter.page(some.getLast().id(), AT_ONCE));
        }
    }

    private String line(AuditEntry entry, Format format) throws JsonProcessingException {
        return format == Format.CSV ? csv(entry) : json.writeValueAsString(entry) + "\n";
    }

    private static String csv(AuditEntry entry) {
        return Csv.line(
                entry.seq(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.subjectType(),
                entry.subjectId(),
                entry.team(),
                entry.source(),
                entry.sentence(),
                entry.before(),
                entry.after(),
                entry.id(),
                entry.hash());
    }
}
