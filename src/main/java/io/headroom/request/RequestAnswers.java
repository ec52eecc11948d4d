package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.platform.Slice;
import io.headroom.platform.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Requests as the API answers them to one person. */
@ApplicationScoped
class RequestAnswers {
    private final Requests requests;
    private final Reviews reviews;

    RequestAnswers(Requests requests, Reviews reviews) {
        this.requests = requests;
        this.reviews = reviews;
    }

    Slice<RequestJson> page(Slice<CapacityRequest> slice, Account me) {
        return new Slice<>(json(slice.items(), me), slice.next());
    }

    Response ok(CapacityRequest request, Account me) {
        return whole(Response.ok(), request, me);
    }

    Response created(CapacityRequest request, Account me) {
        return whole(Response.created(URI.create("/api/v1/requests/" + request.id())), request, me);
    }

    RequestJson json(CapacityRequest request, Account me) {
        return json(List.of(request), me).getFirst();
    }

    private Response whole(Response.ResponseBuilder answer, CapacityRequest request, Account me) {
        return answer.header("ETag", Version.tag(request.version()))
                .entity(json(request, me))
                .build();
    }

    private List<RequestJson> json(List<CapacityRequest> listed, Account me) {
        Map<UUID, String> errors = requests.policyErrors(listed, me);
        Map<UUID, Set<RequestState.Action>> allowed = reviews.allowed(listed, me);
        return listed.stream()
                .map(it -> RequestJson.of(it, allowed.get(it.id()), errors.get(it.id())))
                .toList();
    }
}
