-- A lease is GPUs a team holds or waits for:
-- SCHEDULED -> WAITING -> ACTIVE -> RECLAIMING -> (ACTIVE with less | WAITING with its place kept | ENDED)
CREATE TABLE lease (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    team            text NOT NULL REFERENCES team,
    flavor          text NOT NULL REFERENCES flavor,
    kind            text NOT NULL,
    purpose         text NOT NULL,
    owner           text NOT NULL,
    gpus            integer NOT NULL,
    min_gpus        integer NOT NULL,
    held            integer NOT NULL DEFAULT 0,
    priority        integer NOT NULL DEFAULT 0,
    phase           text NOT NULL,
    term_seconds    bigint NOT NULL,
    submitted_at    timestamptz NOT NULL,
    starts_at       timestamptz,
    started_at      timestamptz,
    ends_at         timestamptz,
    ended_at        timestamptz,
    end_reason      text,
    taker           boolean NOT NULL DEFAULT false,
    times_reclaimed integer NOT NULL DEFAULT 0,
    wait_reason     text,
    wait_sentence   text,
    estimated_start timestamptz,
    sentence        text NOT NULL DEFAULT '',
    version         integer NOT NULL DEFAULT 0,
    CONSTRAINT a_lease_kind_is_known CHECK (kind IN ('TRAINING', 'INFERENCE', 'PREPROCESSING', 'INTERACTIVE')),
    CONSTRAINT a_lease_phase_is_known CHECK (phase IN ('SCHEDULED', 'WAITING', 'ACTIVE', 'RECLAIMING', 'ENDED')),
    CONSTRAINT a_lease_asks_for_at_least_one_gpu CHECK (gpus >= 1),
    CONSTRAINT a_lease_can_work_with_what_it_asks CHECK (min_gpus BETWEEN 1 AND gpus),
    CONSTRAINT a_lease_holds_no_more_than_it_asks CHECK (held BETWEEN 0 AND gpus),
    CONSTRAINT only_a_running_lease_holds_gpus CHECK ((phase IN ('ACTIVE', 'RECLAIMING')) = (held > 0)),
    CONSTRAINT a_running_lease_has_a_start_and_an_end CHECK (
        phase NOT IN ('ACTIVE', 'RECLAIMING') OR (started_at IS NOT NULL AND ends_at IS NOT NULL)),
    CONSTRAINT a_scheduled_lease_has_a_start CHECK (phase <> 'SCHEDULED' OR starts_at IS NOT NULL),
    CONSTRAINT an_ended_lease_says_when_and_why CHECK (
        (phase = 'ENDED') = (ended_at IS NOT NULL AND end_reason IS NOT NULL)),
    CONSTRAINT an_end_reason_is_known CHECK (
        end_reason IN ('RELEASED', 'EXPIRED', 'RECLAIMED', 'REVOKED', 'WITHDRAWN')),
    CONSTRAINT only_a_queued_lease_is_a_taker CHECK (NOT taker OR phase IN ('SCHEDULED', 'WAITING')),
    CONSTRAINT only_a_queued_lease_waits CHECK (wait_reason IS NULL OR phase IN ('SCHEDULED', 'WAITING')),
    CONSTRAINT a_term_is_positive CHECK (term_seconds > 0)
);
CREATE INDEX lease_open ON lease (team) WHERE phase <> 'ENDED';
CREATE INDEX lease_ended ON lease (ended_at DESC) WHERE phase = 'ENDED';

-- A reclaim under way, and how it came out.
CREATE TABLE notice (
    id          uuid PRIMARY KEY DEFAULT uuidv7(),
    lease       uuid NOT NULL REFERENCES lease,
    for_lease   uuid REFERENCES lease,
    gpus        integer NOT NULL,
    reason      text NOT NULL,
    sentence    text NOT NULL,
    asked_at    timestamptz NOT NULL,
    deadline    timestamptz NOT NULL,
    closed_at   timestamptz,
    outcome     text,
    CONSTRAINT a_notice_is_for_at_least_one_gpu CHECK (gpus >= 1),
    CONSTRAINT a_notice_is_open_or_says_how_it_ended CHECK ((closed_at IS NULL) = (outcome IS NULL)),
    CONSTRAINT a_notice_outcome_is_known CHECK (outcome IN ('RETURNED', 'RECLAIMED', 'CALLED_OFF', 'ENDED'))
);
CREATE UNIQUE INDEX one_open_notice_per_lease_and_taker ON notice (lease, for_lease) WHERE closed_at IS NULL;

-- Who lends to whom. The empty lender is capacity that no quota covers.
CREATE TABLE loan (
    id          uuid PRIMARY KEY DEFAULT uuidv7(),
    lender      text NOT NULL,
    borrower    text NOT NULL REFERENCES team,
    flavor      text NOT NULL REFERENCES flavor,
    gpus        integer NOT NULL,
    since       timestamptz NOT NULL,
    returned_at timestamptz,
    CONSTRAINT a_loan_is_of_at_least_one_gpu CHECK (gpus >= 1),
    CONSTRAINT nobody_lends_to_itself CHECK (lender <> borrower)
);
CREATE UNIQUE INDEX one_open_loan_per_pair ON loan (lender, borrower, flavor) WHERE returned_at IS NULL;

-- What happened to a lease, in sentences, for ever. The allocator's rows are its decisions.
CREATE TABLE lease_event (
    id       uuid PRIMARY KEY DEFAULT uuidv7(),
    at       timestamptz NOT NULL,
    lease    uuid NOT NULL REFERENCES lease,
    team     text NOT NULL,
    flavor   text NOT NULL,
    actor    text NOT NULL,
    what     text NOT NULL,
    gpus     integer,
    reason   text,
    sentence text NOT NULL,
    CONSTRAINT what_happened_is_known CHECK (what IN (
        'ADMIT', 'WAIT', 'RECLAIM', 'CALL_OFF', 'SHRINK', 'EXPIRE',
        'APPROVED', 'RELEASED', 'WITHDRAWN', 'EXTENDED', 'REPLACED'))
);
CREATE INDEX lease_event_by_lease ON lease_event (lease, at, id);
CREATE INDEX lease_event_by_time ON lease_event (at DESC, id DESC);
