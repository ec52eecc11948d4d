-- Who owns what: flavors, and a tree of cohorts and teams with quotas.
CREATE TABLE flavor (
    name text PRIMARY KEY,
    CONSTRAINT a_flavor_is_named_in_lower_case CHECK (name ~ '^[a-z0-9][a-z0-9.-]{0,62}$')
);

CREATE TABLE cohort (
    name   text PRIMARY KEY,
    parent text REFERENCES cohort,
    weight double precision NOT NULL DEFAULT 1,
    CONSTRAINT a_cohort_is_named_in_lower_case CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    CONSTRAINT a_cohort_is_not_its_own_parent CHECK (parent <> name),
    CONSTRAINT a_cohort_has_a_positive_weight CHECK (weight > 0)
);

CREATE TABLE team (
    name   text PRIMARY KEY,
    cohort text REFERENCES cohort,
    weight double precision NOT NULL DEFAULT 1,
    CONSTRAINT a_team_is_named_in_lower_case CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    CONSTRAINT a_team_has_a_positive_weight CHECK (weight > 0)
);

-- NULL limits mean no limit.
CREATE TABLE quota (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    team            text REFERENCES team,
    cohort          text REFERENCES cohort,
    flavor          text NOT NULL REFERENCES flavor,
    nominal         integer NOT NULL,
    borrowing_limit integer,
    lending_limit   integer,
    CONSTRAINT a_quota_has_one_owner CHECK (num_nonnulls(team, cohort) = 1),
    CONSTRAINT a_nominal_quota_is_not_negative CHECK (nominal >= 0),
    CONSTRAINT a_borrowing_limit_is_not_negative CHECK (borrowing_limit >= 0),
    CONSTRAINT a_lending_limit_is_not_negative CHECK (lending_limit >= 0),
    CONSTRAINT one_quota_per_owner_and_flavor UNIQUE NULLS NOT DISTINCT (team, cohort, flavor)
);
