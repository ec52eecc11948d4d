package io.headroom.board;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The stream: {@code changed} with topics, and a {@code beat} so that both ends notice a dead line. */
@Path("/events")
public class EventsEndpoint {
    private static final Duration BEAT = Duration.ofSeconds(20);
    private static final int MOST_STREAMS = 2_000;

    private final EventStream stream;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();

    EventsEndpoint(EventStream stream) {
        this.stream = stream;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> pages(@Context Sse sse) {
        return events(sse);
    }

    Multi<OutboundSseEvent> events(Sse sse) {
        if (open.incrementAndGet() > MOST_STREAMS) {
            open.decrementAndGet();
            throw new jakarta.ws.rs.ServiceUnavailableException("too many open streams");
        }
        Multi<OutboundSseEvent> changes = stream.topics().map(topics -> event(sse, "changed", topics));
        Multi<OutboundSseEvent> beats =
                Multi.createFrom().ticks().every(BEAT).onOverflow().drop().map(_ -> event(sse, "beat", ""));
        return Multi.createBy()
                .merging()
                .streams(changes, beats)
                .onTermination()
                .invoke(open::decrementAndGet);
    }

    private OutboundSseEvent event(Sse sse, String name, String data) {
        return sse.newEventBuilder()
                .id(Long.toString(ids.incrementAndGet()))
                .name(name)
                .data(data)
                .build();
    }
}
