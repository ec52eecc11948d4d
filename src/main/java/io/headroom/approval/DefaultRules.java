package io.headroom.approval;

import java.util.List;

/** The approval policy until an admin saves another. */
final class DefaultRules {
    private static final List<String> MANAGER = List.of("manager");
    private static final List<String> BOTH = List.of("manager", "admin");

    static final List<Rule> RULES = List.of(
            Rule.review("Very many", "request.maxGpus > 32", BOTH, "more than 32 GPUs are asked"),
            Rule.review("Very long", "request.term > duration('720h')", BOTH, "it is for longer than 30 days"),
            Rule.approve(
                    "Own quota",
                    "request.borrowed == 0 && request.term <= duration('168h')",
                    "Within the nominal quota and for at most 7 days."),
            Rule.review("Own quota for long", "request.borrowed == 0", MANAGER, "it is for longer than 7 days"),
            Rule.review("Large loan", "request.borrowed > 8", MANAGER, "more than 8 GPUs are borrowed"),
            Rule.review(
                    "Long loan", "request.term > duration('24h')", MANAGER, "GPUs are borrowed for longer than 24 h"),
            Rule.review(
                    "Unknown use",
                    "!team.useKnown",
                    MANAGER,
                    "it borrows, and how much the team uses what it holds is not known"),
            Rule.approve(
                    "Small loan to a busy team",
                    "team.use >= 0.35",
                    "At most 8 GPUs are borrowed, for at most 24 h, by a team that uses what it holds."),
            Rule.review(
                    "Small loan",
                    "true",
                    MANAGER,
                    "it borrows, and the team uses only {team.usePercent} % of what it holds"));

    private DefaultRules() {}
}
