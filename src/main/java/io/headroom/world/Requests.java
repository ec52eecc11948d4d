package io.headroom.world;

import io.headroom.allocator.Choice;
import io.headroom.allocator.FlavorPolicy;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Takes;
import io.headroom.allocator.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What waits in a world. A flavor that nobody has is no error here: the request waits for it, and the plan says so. A
 * request that does not say whether it may be reclaimed may be, inference too (R13): only what is held is protected by
 * default.
 */
final class Requests {
    private static final Set<String> FIELDS = Fields.named(
            "id",
            "team",
            "flavors",
            "flavorPolicy",
            "gpus",
            "minGpus",
            "maxGpus",
            "stepGpus",
            "priority",
            "kind",
            "reclaimable",
            "submittedAt",
            "reclaimDelay",
            "startsAt",
            "endsAt",
            "term",
            "takes",
            "takesGpus");

    private final Registers names;
    private final Sum all;
    private final Latest latest;
    private final List<Frame.Later<Waiting>> requests = new ArrayList<>();

    Requests(Registers names, Sum all, Latest latest) {
        this.names = names;
        this.all = all;
        this.latest = latest;
    }

    void read(Value entry) {
        Fields request = entry.fields(FIELDS);
        String id = names.request(request.required("id"));
        String team = names.teams().refer(request.required("team"));
        Choice choice = choice(request);
        Sizes sizes = Sizes.of(request, all);
        Profile profile = Profiles.read(request);
        Duration delay = request.optional("reclaimDelay").map(Value::duration).orElse(Duration.ZERO);
        Optional<Instant> submittedAt = latest.of(request, "submittedAt");
        Schedule schedule = Schedule.of(request);
        Takes takes = takes(request, choice, sizes);
        requests.add(frame -> new Waiting(
                id,
                team,
                choice,
                sizes.gpus(),
                sizes.range(),
                profile,
                delay,
                submittedAt.orElse(frame.now()),
                schedule.startsAt(),
                schedule.end(frame),
                takes));
    }

    private static Choice choice(Fields request) {
        Value list = request.required("flavors");
        Set<String> flavors = new LinkedHashSet<>();
        for (Value flavor : list.list()) if (!flavors.add(flavor.name())) throw flavor.wrong("is used twice");
        if (flavors.isEmpty()) throw list.wrong("is empty");
        return new Choice(
                List.copyOf(flavors),
                request.optional("flavorPolicy")
                        .map(value -> value.oneOf(Words.FLAVOR_POLICIES))
                        .orElse(FlavorPolicy.PREFER_STARTING));
    }

    /** It takes all it asked for unless it says less. */
    private static Takes takes(Fields request, Choice choice, Sizes sizes) {
        Optional<Value> gpus = request.optional("takesGpus");
        Optional<Value> flavor = request.optional("takes");
        if (flavor.isEmpty()) {
            gpus.ifPresent(value -> {
                throw value.wrong("is for a request that takes nothing");
            });
            return null;
        }
        return new Takes(
                accepted(flavor.get(), choice),
                gpus.map(value -> value.whole(1, sizes.range().max())).orElse(sizes.gpus()));
    }

    private static String accepted(Value flavor, Choice choice) {
        if (!choice.flavors().contains(flavor.text())) throw flavor.wrong("is not one of its flavors");
        return flavor.text();
    }

    List<Waiting> in(Frame frame) {
        return requests.stream().map(request -> request.in(frame)).toList();
    }
}
