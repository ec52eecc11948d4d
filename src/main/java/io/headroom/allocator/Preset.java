package io.headroom.allocator;

/** Whose rules decide: a choice of strategies for the four questions (section 6, presets). */
public enum Preset {
    /** The rules of section 4. */
    HEADROOM,
    /** Kueue: priority, then first come, first served; preemption by the rules of each team. */
    KUEUE,
    /** Kueue with fair sharing on the borrowed share. */
    KUEUE_FAIR,
    /** KAI: fair share of the surplus, priority inside a team, elastic jobs shrink first. */
    KAI
}
