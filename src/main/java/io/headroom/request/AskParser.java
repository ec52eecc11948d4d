package io.headroom.request;

import static io.headroom.platform.Complaints.blank;

import io.headroom.allocator.Choice;
import io.headroom.allocator.FlavorPolicy;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Range;
import io.headroom.platform.Complaints;
import io.headroom.platform.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns what was typed into an {@link Ask}, and says everything that is wrong with it at once. */
final class AskParser {
    private static final int LONGEST_PURPOSE = 500;
    private static final int MOST_FLAVORS = 8;
    private static final int HIGHEST_PRIORITY = 1000;

    private final RequestConfig config;
    private final Map<String, Integer> devices;
    private final Set<String> teams;
    private final Instant now;
    private final Complaints complaints = new Complaints();

    /**
     * @param devices how many devices of each flavor exist
     * @param teams those the caller may ask for
     */
    AskParser(RequestConfig config, Map<String, Integer> devices, Set<String> teams, Instant now) {
        this.config = config;
        this.devices = devices;
        this.teams = teams;
        this.now = now;
    }

    /** A term alone. @throws Refused 422 if it is none, or out of range */
    static Duration term(RequestConfig config, String value) {
        Complaints complaints = new Complaints();
        Duration term = new TimesParser(config, Instant.EPOCH, complaints).term(value);
        complaints.raise();
        return term;
    }

    /** What an extension is for, or what its lease is for. @throws Refused 422 if it is too long */
    static String purpose(String value, String otherwise) {
        if (blank(value)) return otherwise;
        AskParser parser = new AskParser(null, Map.of(), Set.of(), Instant.EPOCH);
        String purpose = parser.purpose(value);
        parser.complaints.raise();
        return purpose;
    }

    /** @throws Refused 422 naming every field that is wrong */
    Ask parse(AskInput input) {
        String team = oneOf("team", input.team(), teams, "a team you lead");
        List<String> flavors = flavors(input);
        FlavorPolicy policy = oneOf("flavorPolicy", input.flavorPolicy(), FlavorPolicy.PREFER_STARTING);
        SizesParser sizes = new SizesParser(devices, flavors, complaints);
        int gpus = sizes.gpus(input.gpus());
        Range range = sizes.range(input, gpus);
        Profile profile = profile(input);
        String purpose = purpose(input.purpose());
        TimesParser times = new TimesParser(config, now, complaints);
        Instant startsAt = times.start(input.startsAt());
        Instant begins = startsAt == null ? now : startsAt;
        Instant endsAt = times.end(input, begins);
        Duration term = times.term(input, begins, endsAt);
        complaints.raise();
        return new Ask(team, new Choice(flavors, policy), gpus, range, profile, purpose, term, startsAt, endsAt);
    }

    /** Those that were understood. */
    private List<String> flavors(AskInput input) {
        List<String> sent = input.flavors();
        if (sent.isEmpty()) return known(List.of(Objects.requireNonNullElse(input.flavor(), "")), "flavor");
        if (!blank(input.flavor()))
            complaints.wrong("flavor", input.flavor(), "give either flavor or flavors, not both");
        if (sent.size() > MOST_FLAVORS)
            complaints.wrong("flavors", String.join(", ", sent), "must be at most " + MOST_FLAVORS + " flavors");
        Set<String> seen = new HashSet<>();
        for (String flavor : sent)
            if (!seen.add(flavor.strip())) complaints.wrong("flavors", flavor, "must name each flavor once");
        return known(sent, "flavors");
    }

    private List<String> known(List<String> sent, String field) {
        return sent.stream()
                .map(flavor -> oneOf(field, flavor, devices.keySet(), "a flavor that exists"))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether it may be taken back, the rules decide where nothing was sent. */
    private Profile profile(AskInput input) {
        Kind kind = blank(input.kind()) ? wrongKind(input.kind()) : oneOf("kind", input.kind(), Kind.TRAINING);
        int priority = blank(input.priority())
                ? 0
                : complaints.whole(
                        "priority",
                        input.priority(),
                        -HIGHEST_PRIORITY,
                        HIGHEST_PRIORITY,
                        "must be a whole number from -" + HIGHEST_PRIORITY + " to " + HIGHEST_PRIORITY);
        String reclaimable = blank(input.reclaimable())
                ? "true"
                : input.reclaimable().strip().toLowerCase(Locale.ROOT);
        if (!Set.of("true", "false").contains(reclaimable))
            complaints.wrong("reclaimable", input.reclaimable(), "must be true or false");
        return new Profile(kind, priority, !reclaimable.equals("false"));
    }

    private Kind wrongKind(String value) {
        return complaints.wrong("kind", value, "must be one of " + choices(Kind.TRAINING));
    }

    private String oneOf(String field, String value, Set<String> known, String what) {
        if (!blank(value) && known.contains(value.strip())) return value.strip();
        String choices = known.isEmpty() ? "there is none" : String.join(", ", new TreeSet<>(known));
        return complaints.wrong(field, value, "must be " + what + ": " + choices);
    }

    private <E extends Enum<E>> E oneOf(String field, String value, E otherwise) {
        if (blank(value)) return otherwise;
        for (E choice : otherwise.getDeclaringClass().getEnumConstants())
            if (choice.name().equalsIgnoreCase(value.strip())) return choice;
        return complaints.wrong(field, value, "must be one of " + choices(otherwise));
    }

    private static <E extends Enum<E>> String choices(E one) {
        return Arrays.stream(one.getDeclaringClass().getEnumConstants())
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private String purpose(String value) {
        if (blank(value))
            return complaints.wrong("purpose", value, "say what it is for in a sentence; your manager reads it");
        if (value.strip().length() > LONGEST_PURPOSE)
            return complaints.wrong("purpose", value, "must be at most " + LONGEST_PURPOSE + " characters");
        return value.strip();
    }
}
