package io.headroom.board;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The pages' stream for programs. Its path needs its own class: other classes own {@code /api/v1}. */
@Path("/api/v1/events")
@Tag(name = "events")
public class EventsApi {
    private final EventsEndpoint pages;

    EventsApi(EventsEndpoint pages) {
        this.pages = pages;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(summary = "What changed, as server-sent events: names of topics (board, requests, use), never contents")
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return pages.events(sse);
    }
}
