package io.headroom.request;

import io.headroom.platform.Complaints;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.stream.Stream;

/** The request form as a query or a body sends it. Its flavors are three lists: first, second and third choice. */
final class AskFields {
    private AskFields() {}

    static AskInput input(MultivaluedMap<String, String> form) {
        List<String> flavors = Stream.of("flavor", "flavor2", "flavor3")
                .map(form::getFirst)
                .filter(flavor -> !Complaints.blank(flavor))
                .toList();
        return new AskInput(
                form.getFirst("team"),
                flavors.size() > 1 ? null : form.getFirst("flavor"),
                flavors.size() > 1 ? flavors : List.of(),
                form.getFirst("flavorPolicy"),
                form.getFirst("gpus"),
                form.getFirst("minGpus"),
                form.getFirst("maxGpus"),
                form.getFirst("stepGpus"),
                form.getFirst("kind"),
                form.getFirst("priority"),
                form.getFirst("reclaimable"),
                form.getFirst("purpose"),
                form.getFirst("duration"),
                form.getFirst("startsAt"),
                null);
    }
}
