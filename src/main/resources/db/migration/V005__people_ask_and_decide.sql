-- SUBMITTED -> APPROVED | IN_REVIEW -> APPROVED | DENIED | WITHDRAWN | LAPSED
CREATE TABLE capacity_request (
    id            uuid PRIMARY KEY DEFAULT uuidv7(),
    type          text NOT NULL,
    team          text NOT NULL REFERENCES team,
    flavor        text NOT NULL REFERENCES flavor,
    kind          text NOT NULL,
    purpose       text NOT NULL,
    gpus          integer NOT NULL,
    min_gpus      integer NOT NULL,
    term_seconds  bigint NOT NULL,
    starts_at     timestamptz,
    ends_at       timestamptz,
    state         text NOT NULL,
    requested_by  text NOT NULL,
    submitted_at  timestamptz NOT NULL,
    verdict       text NOT NULL,
    review_steps  text[] NOT NULL DEFAULT '{}',
    step          integer NOT NULL DEFAULT 0,
    borrowed      integer NOT NULL,
    preview       text NOT NULL,
    decided_at    timestamptz,
    granted_gpus  integer,
    lease         uuid REFERENCES lease,
    version       integer NOT NULL DEFAULT 0,
    CONSTRAINT a_request_type_is_known CHECK (type IN ('NEW', 'EXTEND')),
    CONSTRAINT an_extension_names_its_lease CHECK (type <> 'EXTEND' OR lease IS NOT NULL),
    CONSTRAINT a_request_state_is_known CHECK (
        state IN ('SUBMITTED', 'IN_REVIEW', 'APPROVED', 'DENIED', 'WITHDRAWN', 'LAPSED')),
    CONSTRAINT a_request_asks_for_at_least_one_gpu CHECK (gpus >= 1 AND min_gpus BETWEEN 1 AND gpus),
    CONSTRAINT a_request_ends_after_it_starts CHECK (term_seconds > 0),
    CONSTRAINT a_request_in_review_has_a_reviewer CHECK (
        state <> 'IN_REVIEW' OR step < cardinality(review_steps)),
    CONSTRAINT a_decided_request_says_when CHECK ((state IN ('SUBMITTED', 'IN_REVIEW')) = (decided_at IS NULL)),
    CONSTRAINT only_an_approved_request_is_granted CHECK ((state = 'APPROVED') = (granted_gpus IS NOT NULL)),
    CONSTRAINT a_lease_comes_with_approval CHECK (type <> 'NEW' OR (state = 'APPROVED') = (lease IS NOT NULL)),
    CONSTRAINT nobody_is_granted_more_than_asked CHECK (granted_gpus BETWEEN 1 AND gpus)
);
CREATE INDEX request_by_team ON capacity_request (team, submitted_at DESC);
CREATE UNIQUE INDEX one_open_extension_per_lease ON capacity_request (lease) WHERE type = 'EXTEND' AND decided_at IS NULL;
CREATE INDEX request_open ON capacity_request (submitted_at) WHERE state = 'IN_REVIEW';

-- One row per human answer; nobody answers the same step twice.
CREATE TABLE approval (
    id      uuid PRIMARY KEY DEFAULT uuidv7(),
    request uuid NOT NULL REFERENCES capacity_request,
    step    integer NOT NULL,
    role    text NOT NULL,
    actor   text NOT NULL,
    answer  text NOT NULL,
    gpus    integer,
    comment text NOT NULL DEFAULT '',
    at      timestamptz NOT NULL,
    CONSTRAINT an_answer_is_known CHECK (answer IN ('APPROVED', 'DENIED')),
    CONSTRAINT a_denial_gives_a_reason CHECK (answer <> 'DENIED' OR comment <> ''),
    CONSTRAINT one_answer_per_step UNIQUE (request, step)
);

-- The same key and body give the same answer; a form sent twice asks once.
CREATE TABLE idempotency_key (
    caller     text NOT NULL,
    key        text NOT NULL,
    fingerprint text NOT NULL,
    request    uuid NOT NULL REFERENCES capacity_request,
    at         timestamptz NOT NULL,
    PRIMARY KEY (caller, key)
);
