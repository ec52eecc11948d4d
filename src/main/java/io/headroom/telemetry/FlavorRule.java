package io.headroom.telemetry;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Of which flavor a device is: that of its model; a slice of one is of a flavor of its own, for no slice can stand in for
 * a whole device or for a slice of another size. Pure.
 *
 * @param named flavors that an operator named, and which models belong to them
 */
record FlavorRule(Map<String, Pattern> named) {
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_PROFILE = 20;

    /** As NVIDIA names its slices, for example {@code 3g.20gb}. */
    private static final Pattern MIG = Pattern.compile("\\d+g\\b.*");

    /** Compute instances in a MIG instance ({@code 1c.3g.20gb}) share it, and it is what is given to a lease. */
    private static final Pattern COMPUTE_INSTANCE = Pattern.compile("^\\d+c\\.");

    /** As the schema takes them. */
    private static final Pattern FLAVOR = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    /**
     * @param expressions by flavor, what its models match
     * @throws IllegalArgumentException if the schema would refuse a name
     */
    static FlavorRule of(Map<String, String> expressions) {
        expressions.keySet().forEach(FlavorRule::requireFlavor);
        return new FlavorRule(expressions.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> Pattern.compile(entry.getValue(), Pattern.CASE_INSENSITIVE))));
    }

    private static void requireFlavor(String name) {
        if (!FLAVOR.matcher(name).matches())
            throw new IllegalArgumentException("headroom.telemetry.flavors." + name
                    + " must name a flavor by 1 to 63 of a-z, 0-9, . and -, the first of them a letter or a digit");
    }

    /** @param device one with a model */
    String of(DeviceReading device) {
        String slice = slice(device);
        String whole = ofModel(device.model());
        return whole.substring(0, Math.min(whole.length(), LONGEST_NAME - slice.length())) + slice;
    }

    private String ofModel(String model) {
        return named.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(model).find())
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElseGet(() -> plain(model.toLowerCase(Locale.ROOT).replaceFirst("^nvidia[ -]", ""), "gpu"));
    }

    private static String slice(DeviceReading device) {
        if (device.isWhole()) return "";
        if (device.profile() == null) return "-slice";
        String profile = plain(COMPUTE_INSTANCE.matcher(device.profile()).replaceFirst(""), "slice");
        String kind = MIG.matcher(profile).matches() ? "-mig-" : "-";
        return kind + profile.substring(0, Math.min(profile.length(), LONGEST_PROFILE));
    }

    /** A name that the schema takes, whatever an exporter calls it. */
    private static String plain(String text, String ifNothingIsLeft) {
        String name =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^[-.]+|-+$", "");
        return name.isEmpty() ? ifNothingIsLeft : name;
    }
}
