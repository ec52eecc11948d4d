-- A manager or admin names who decides in their place, from a day to a day (UTC), both included. Roles are in tokens, and
-- the delegator may be away: what is delegated is kept as it was when they delegated it.
CREATE TABLE delegation (
    id         uuid PRIMARY KEY DEFAULT uuidv7(),
    delegator  text NOT NULL,
    delegate   text NOT NULL,
    cohorts    text[] NOT NULL,
    admin      boolean NOT NULL,
    first_day  date NOT NULL,
    last_day   date NOT NULL,
    note       text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    ended_at   timestamptz,
    ended_by   text,
    CONSTRAINT nobody_delegates_to_themselves CHECK (delegator <> delegate),
    CONSTRAINT a_delegation_delegates_something CHECK (admin OR cardinality(cohorts) > 0),
    CONSTRAINT a_delegation_lasts_1_to_90_days CHECK (last_day - first_day BETWEEN 0 AND 89),
    CONSTRAINT an_early_end_says_by_whom CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CONSTRAINT one_delegation_per_pair_and_day EXCLUDE USING gist (
        delegator WITH =, delegate WITH =, daterange(first_day, last_day, '[]') WITH &&) WHERE (ended_at IS NULL)
);
CREATE INDEX delegation_open ON delegation (delegate, last_day) WHERE ended_at IS NULL;

ALTER TABLE approval
    ADD COLUMN on_behalf_of text,
    ADD CONSTRAINT nobody_answers_on_their_own_behalf CHECK (on_behalf_of <> actor);

-- A request undecided for too long is brought to the admins' notice, once.
ALTER TABLE capacity_request
    ADD COLUMN escalated_at timestamptz,
    ADD CONSTRAINT only_a_reviewed_request_escalates CHECK (escalated_at IS NULL OR cardinality(review_steps) > 0);

-- What people search among what was decided, newest first.
CREATE INDEX request_decided ON capacity_request (decided_at DESC, id DESC) WHERE cardinality(review_steps) > 0;
