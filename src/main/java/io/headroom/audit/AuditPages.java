package io.headroom.audit;

import io.headroom.platform.FieldError;
import io.headroom.platform.JsonText;
import io.headroom.platform.Slice;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** What happened, for admins to search; with files of what was found. */
@Path("/admin/audit")
public class AuditPages {
    private static final String PAGE = "50";

    private final AuditSearch search;
    private final Export export;
    private final JsonText json;
    private final Clock clock;

    AuditPages(AuditSearch search, Export export, JsonText json, Clock clock) {
        this.search = search;
        this.export = export;
        this.json = json;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "audit")
    static class Templates {
        static native TemplateInstance log(AuditView view);
    }

    /** The newest that match; what makes no sense is said beside the field. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Response page(@BeanParam AuditQuery query) {
        search.requireAdmin();
        List<FieldError> errors = query.errors();
        if (!errors.isEmpty())
            return Response.status(422)
                    .entity(Templates.log(AuditView.wrong(query, errors)))
                    .build();
        Slice<AuditEntry> slice = search.page(query.filter(PAGE));
        Instant now = clock.instant();
        List<AuditView.Row> rows =
                slice.items().stream().map(entry -> row(entry, now)).toList();
        return Response.ok(Templates.log(AuditView.of(query, rows, slice.next())))
                .build();
    }

    /** All that match. The API's export takes no session cookie, so a link needs this one. */
    @GET
    @Path("export")
    @Produces(MediaType.WILDCARD)
    public Response export(@BeanParam AuditQuery query, @RestQuery String format) {
        search.requireAdmin();
        Format wanted = Format.of(format, Format.CSV.type());
        return export.answer(query.filter(null), wanted == Format.JSON ? Format.JSONL : wanted);
    }

    private AuditView.Row row(AuditEntry entry, Instant now) {
        return AuditView.row(entry, pretty(entry.before()), pretty(entry.after()), now);
    }

    private String pretty(String value) {
        return value == null ? null : json.tree(value).toPrettyString();
    }
}
