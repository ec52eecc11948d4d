package io.headroom.admin;

import io.headroom.team.Settings;

/** A place among siblings as it is sent. */
public record StandingBody(Double weight, Integer rank) {
    /** @throws io.headroom.platform.Refused 422 naming every field that is wrong */
    Settings over(Settings settings) {
        Values values = new Values();
        double newWeight = values.weight("weight", weight == null ? null : weight.toString());
        int newRank = values.rank("rank", rank == null ? null : rank.toString());
        values.check();
        return settings.standing(newWeight, newRank);
    }

    static StandingBody of(Settings settings) {
        return new StandingBody(settings.weight(), settings.rank());
    }
}
