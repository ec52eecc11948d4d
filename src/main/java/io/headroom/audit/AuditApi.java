package io.headroom.audit;

import io.headroom.platform.Slice;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What happened, over REST. Admins only. */
@Path("/api/v1/audit")
@Tag(name = "audit")
@Produces({MediaType.APPLICATION_JSON, "text/csv", "application/jsonl"})
public class AuditApi {
    private static final String EXAMPLE = """
            {"items": [{"id": "019ab1c2-7d4e-7c11-9a56-3f0c7c1f2a10", "at": "2026-11-25T09:14:07.123456Z",
              "actor": "admin", "action": "team.edited", "subjectType": "team", "subjectId": "vision", "team": "vision",
              "source": "10.4.7.21", "before": {"weight": 1}, "after": {"weight": 2},
              "sentence": "admin edited the team vision.", "seq": 4711, "previous": "9f…", "hash": "3c…"}],
             "next": "019ab1c2-7d4e-7c11-9a56-3f0c7c1f2a10"}""";

    private final AuditSearch search;
    private final Export export;

    AuditApi(AuditSearch search, Export export) {
        this.search = search;
        this.export = export;
    }

    /** One page of entries. */
    public record EntryPage(List<AuditEntry> items, String next) {}

    @GET
    @Operation(
            summary = "Who did what, when and from where, newest first; as csv or jsonl everything that matches",
            description = "An entry without seq is not sealed yet; that takes a second or two.")
    @APIResponse(
            responseCode = "200",
            description = "One page, or as csv or jsonl the whole list",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = EntryPage.class),
                        examples = @ExampleObject(name = "an edited team", value = EXAMPLE)),
                @Content(mediaType = "text/csv"),
                @Content(mediaType = "application/jsonl", schema = @Schema(implementation = AuditEntry.class))
            })
    public Response entries(
            @BeanParam AuditQuery query,
            @RestQuery String limit,
            @RestQuery @Parameter(description = "json, csv or jsonl; else what `Accept` says") String format,
            @HeaderParam(HttpHeaders.ACCEPT) @Parameter(hidden = true) String accept) {
        search.requireAdmin();
        Format wanted = Format.of(format, accept);
        AuditFilter filter = query.filter(limit);
        if (wanted != Format.JSON) return export.answer(filter, wanted);
        Slice<AuditEntry> page = search.page(filter);
        return Response.ok(new EntryPage(page.items(), page.next()), wanted.type())
                .build();
    }
}
