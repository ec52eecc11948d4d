package io.headroom.admin;

import io.headroom.allocator.Kind;
import io.headroom.allocator.Preemption;
import io.headroom.allocator.TeamRules;
import io.headroom.allocator.TeamShare;
import io.headroom.team.Owner;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The page on which one team or cohort is edited.
 *
 * @param saved whether it was just saved
 * @param effect the right half, or null before anything was asked
 */
public record OwnerView(
        Owner owner,
        int version,
        boolean saved,
        List<FlavorFields> flavors,
        FormFields fields,
        TeamRules defaults,
        List<ChangeView> history,
        EffectView effect) {
    /** The fields of one flavor, and what the team holds of it. */
    public record FlavorFields(String flavor, String held, Field nominal, Field borrow, Field lend) {}

    /** The notice that one kind of lease gets. */
    public record GraceField(String label, Field field, String placeholder) {}

    public String path() {
        return "/admin/" + owner.type().word() + "s/" + owner.name();
    }

    public boolean team() {
        return owner.type() == Owner.Type.TEAM;
    }

    /** A field by its name. */
    public Field field(String name) {
        return fields.get(name);
    }

    public List<Option> within() {
        return options("withinTeam", RulesBody.WITHIN_TEAM);
    }

    public List<Option> reclaim() {
        return options("reclaimWithinCohort", RulesBody.RECLAIM);
    }

    public List<Option> borrow() {
        return options("borrowWithinCohort", RulesBody.BORROW);
    }

    public String minimumRuntimePlaceholder() {
        return OwnerInput.minutes(defaults.minimumRuntime()) + " (default)";
    }

    public List<GraceField> graces() {
        return Arrays.stream(Kind.values())
                .map(kind -> new GraceField(
                        "Notice for " + kind.name().toLowerCase(Locale.ROOT) + ", minutes",
                        field(OwnerInput.grace(kind)),
                        OwnerInput.minutes(defaults.grace(kind)) + " (default)"))
                .toList();
    }

    static String held(Owner owner, String flavor, List<TeamShare> shares) {
        return shares.stream()
                .filter(it -> it.flavor().equals(flavor) && it.team().equals(owner.name()))
                .findFirst()
                .map(it -> "holds " + it.held() + " now, " + it.borrowed() + " borrowed, " + it.lent() + " lent")
                .orElse("");
    }

    private List<Option> options(String name, List<Preemption> known) {
        String chosen = field(name).value();
        return known.stream()
                .map(it -> new Option(it.name(), text(it), it.name().equals(chosen)))
                .toList();
    }

    private static String text(Preemption rule) {
        return switch (rule) {
            case NEVER -> "never";
            case LOWER_PRIORITY -> "from lower priority";
            case LOWER_OR_NEWER_EQUAL_PRIORITY -> "from lower priority, or equal and newer";
            case ANY -> "from any priority";
        };
    }
}
