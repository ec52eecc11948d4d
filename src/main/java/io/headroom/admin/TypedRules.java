package io.headroom.admin;

import io.headroom.approval.Rule;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The form of the approval policy as it was sent: every rule, and the button that was pressed.
 *
 * @param version the one that was edited
 * @param pressed {@code save}, {@code try}, {@code add}, or {@code up}, {@code down}, {@code remove} with the rule's place
 */
record TypedRules(List<Rule> rules, String comment, String version, String pressed) {
    private static final Rule EMPTY = new Rule("", "true", Rule.Then.REVIEW, List.of("manager"), "");

    /** What a button asks for. */
    enum Button {
        SAVE,
        TRY,
        /** The rules are put in another order, or one comes or goes; nothing is checked yet. */
        MOVE
    }

    static TypedRules of(List<Rule> rules, int version) {
        return new TypedRules(rules, "", String.valueOf(version), "");
    }

    /** A browser sends all fields of all rules, in order, the empty ones too. */
    static TypedRules of(MultivaluedMap<String, String> form) {
        List<Rule> rules = new ArrayList<>();
        List<String> names = form.getOrDefault("name", List.of());
        for (int i = 0; i < names.size(); i++)
            rules.add(new Rule(
                    names.get(i).strip(),
                    at(form, "when", i),
                    then(at(form, "then", i)),
                    steps(at(form, "steps", i)),
                    at(form, "reason", i)));
        return new TypedRules(
                rules,
                Objects.toString(form.getFirst("comment"), ""),
                form.getFirst("version"),
                Objects.toString(form.getFirst("press"), "try"));
    }

    private static String at(MultivaluedMap<String, String> form, String field, int i) {
        List<String> values = form.getOrDefault(field, List.of());
        return i < values.size() ? values.get(i).strip().replace("\r\n", "\n") : "";
    }

    private static Rule.Then then(String value) {
        for (Rule.Then it : Rule.Then.values()) if (it.name().equals(value)) return it;
        return null;
    }

    private static List<String> steps(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }

    Button button() {
        return switch (pressed) {
            case "save" -> Button.SAVE;
            case "try" -> Button.TRY;
            default -> Button.MOVE;
        };
    }

    /** The rules as the button wants them; one that means nothing leaves them as they are. */
    TypedRules moved() {
        List<Rule> moved = new ArrayList<>(rules);
        String[] words = pressed.split(" ");
        if (words[0].equals("add")) moved.add(EMPTY);
        else if (words.length == 2 && words[1].matches("\\d{1,3}")) move(moved, words[0], Integer.parseInt(words[1]));
        return new TypedRules(moved, comment, version, pressed);
    }

    private static void move(List<Rule> rules, String where, int i) {
        if (i >= rules.size()) return;
        Rule rule = rules.remove(i);
        switch (where) {
            case "up" -> rules.add(Math.max(0, i - 1), rule);
            case "down" -> rules.add(Math.min(rules.size(), i + 1), rule);
            case "remove" -> {}
            default -> rules.add(i, rule);
        }
    }
}
