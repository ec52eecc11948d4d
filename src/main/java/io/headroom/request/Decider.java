package io.headroom.request;

/**
 * Who answers a step.
 *
 * @param name the person
 * @param onBehalfOf in whose place, or null if by a role of their own
 */
record Decider(String name, String onBehalfOf) {
    /** For people: {@code nlp-lead on behalf of research-manager}. */
    String words() {
        return onBehalfOf == null ? name : name + " on behalf of " + onBehalfOf;
    }
}
