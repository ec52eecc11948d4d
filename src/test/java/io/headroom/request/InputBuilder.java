package io.headroom.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What somebody typed, by default something that makes sense: 4 h100 for vision. */
final class InputBuilder {
    private final Map<String, String> fields = new HashMap<>();
    private List<String> flavors;

    static InputBuilder good() {
        return new InputBuilder()
                .team("vision")
                .flavor("h100")
                .gpus("4")
                .kind("training")
                .purpose("A test")
                .duration("P3D");
    }

    InputBuilder team(String value) {
        return with("team", value);
    }

    InputBuilder flavor(String value) {
        return with("flavor", value);
    }

    InputBuilder flavorPolicy(String value) {
        return with("flavorPolicy", value);
    }

    InputBuilder gpus(String value) {
        return with("gpus", value);
    }

    InputBuilder minGpus(String value) {
        return with("minGpus", value);
    }

    InputBuilder maxGpus(String value) {
        return with("maxGpus", value);
    }

    InputBuilder stepGpus(String value) {
        return with("stepGpus", value);
    }

    InputBuilder kind(String value) {
        return with("kind", value);
    }

    InputBuilder priority(String value) {
        return with("priority", value);
    }

    InputBuilder reclaimable(String value) {
        return with("reclaimable", value);
    }

    InputBuilder purpose(String value) {
        return with("purpose", value);
    }

    InputBuilder duration(String value) {
        return with("duration", value);
    }

    InputBuilder startsAt(String value) {
        return with("startsAt", value);
    }

    InputBuilder endsAt(String value) {
        return with("endsAt", value);
    }

    /** In the place of one flavor. */
    InputBuilder flavors(String... names) {
        flavors = List.of(names);
        return flavor(null);
    }

    private InputBuilder with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    AskInput input() {
        return new AskInput(
                fields.get("team"),
                fields.get("flavor"),
                flavors,
                fields.get("flavorPolicy"),
                fields.get("gpus"),
                fields.get("minGpus"),
                fields.get("maxGpus"),
                fields.get("stepGpus"),
                fields.get("kind"),
                fields.get("priority"),
                fields.get("reclaimable"),
                fields.get("purpose"),
                fields.get("duration"),
                fields.get("startsAt"),
                fields.get("endsAt"));
    }
}
