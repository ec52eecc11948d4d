-- What devices did, added up over a team's devices of a flavor (no team: free), so that a year of the fleet is a few
-- thousand rows and not a row for every GPU and day.
CREATE TABLE team_hour (
    at        timestamptz NOT NULL,
    team      text,
    flavor    text NOT NULL,
    busy      bigint NOT NULL,
    idle_held bigint NOT NULL,
    unknown   bigint NOT NULL,
    free      bigint NOT NULL,
    borrowed  bigint NOT NULL,
    CONSTRAINT one_row_per_hour_team_and_flavor UNIQUE NULLS NOT DISTINCT (at, team, flavor),
    CONSTRAINT an_hour_of_a_team_is_not_free CHECK ((team IS NULL) = (free > 0)),
    CONSTRAINT no_more_of_an_hour_is_borrowed_than_held CHECK (borrowed BETWEEN 0 AND busy + idle_held + unknown)
);
CREATE INDEX team_hour_by_team ON team_hour (team, at);

-- The same by day (UTC).
CREATE TABLE team_day (
    at        timestamptz NOT NULL,
    team      text,
    flavor    text NOT NULL,
    busy      bigint NOT NULL,
    idle_held bigint NOT NULL,
    unknown   bigint NOT NULL,
    free      bigint NOT NULL,
    borrowed  bigint NOT NULL,
    CONSTRAINT one_row_per_day_team_and_flavor UNIQUE NULLS NOT DISTINCT (at, team, flavor),
    CONSTRAINT a_day_of_a_team_is_not_free CHECK ((team IS NULL) = (free > 0)),
    CONSTRAINT no_more_of_a_day_is_borrowed_than_held CHECK (borrowed BETWEEN 0 AND busy + idle_held + unknown)
);
CREATE INDEX team_day_by_team ON team_day (team, at);

INSERT INTO team_hour (at, team, flavor, busy, idle_held, unknown, free, borrowed)
SELECT at, team, flavor, sum(busy), sum(idle_held), sum(unknown), sum(free), sum(borrowed) FROM usage_hour GROUP BY at, team, flavor;
INSERT INTO team_day (at, team, flavor, busy, idle_held, unknown, free, borrowed)
SELECT at, team, flavor, sum(busy), sum(idle_held), sum(unknown), sum(free), sum(borrowed) FROM usage_day GROUP BY at, team, flavor;
