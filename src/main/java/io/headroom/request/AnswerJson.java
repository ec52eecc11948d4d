package io.headroom.request;

import java.time.Instant;

/** One person's answer as the API shows it. Absent values are left out. */
public record AnswerJson(
        int step,
        String role,
        String actor,
        String onBehalfOf,
        String answer,
        Integer gpus,
        String comment,
        Instant at) {
    static AnswerJson of(Approval it) {
        return new AnswerJson(
                it.step(),
                it.role(),
                it.actor(),
                it.onBehalfOf(),
                it.answer().name(),
                it.gpus(),
                it.comment(),
                it.at());
    }
}
