-- A lease whose GPUs are idle climbs a ladder (R11): seen, warned, lendable, released; kept for a while if its lead asks.
CREATE TABLE idle_spell (
    id           uuid PRIMARY KEY DEFAULT uuidv7(),
    lease        uuid NOT NULL REFERENCES lease,
    -- The idle ones. Not checked against their table: a device that is gone has left the spell at the next look.
    devices      uuid[] NOT NULL,
    step         text NOT NULL,
    -- Since when they are idle, and when the step was reached and told.
    since        timestamptz NOT NULL,
    at           timestamptz NOT NULL,
    -- Only on record: nobody was told, and nothing was lent or released.
    dry_run      boolean NOT NULL,
    kept_by      text,
    kept_because text,
    closed_at    timestamptz,
    outcome      text,
    CONSTRAINT an_idle_step_is_known CHECK (step IN ('SEEN', 'WARNED', 'LENDABLE', 'RELEASED', 'KEPT')),
    CONSTRAINT a_spell_is_of_at_least_one_gpu CHECK (cardinality(devices) >= 1),
    CONSTRAINT who_keeps_gpus_says_why CHECK (num_nulls(kept_by, kept_because) IN (0, 2)),
    CONSTRAINT only_a_kept_spell_is_at_that_step CHECK (step <> 'KEPT' OR kept_by IS NOT NULL),
    CONSTRAINT a_spell_is_open_or_says_how_it_ended CHECK ((closed_at IS NULL) = (outcome IS NULL)),
    CONSTRAINT a_spell_outcome_is_known CHECK (outcome IN ('USED', 'RELEASED', 'GONE'))
);
CREATE UNIQUE INDEX one_open_idle_spell_per_lease ON idle_spell (lease) WHERE closed_at IS NULL;
CREATE INDEX idle_spell_by_time ON idle_spell (at DESC, id DESC);

-- What an elastic lease gave back unused it does not grow into again at once.
CREATE INDEX lease_event_coasted ON lease_event (at, lease) WHERE what = 'SHRINK' AND reason = 'IDLE';

ALTER TABLE lease_event
    DROP CONSTRAINT what_happened_is_known,
    ADD CONSTRAINT what_happened_is_known CHECK (what IN (
        'ADMIT', 'WAIT', 'RECLAIM', 'CALL_OFF', 'SHRINK', 'GROW', 'EXPIRE',
        'APPROVED', 'RELEASED', 'WITHDRAWN', 'EXTENDED', 'EXPIRES_SOON', 'REPLACED', 'RESIZED', 'JOINED',
        'IDLE_WARNED', 'IDLE_LENDABLE', 'IDLE_RELEASED', 'IDLE_OVER'));
