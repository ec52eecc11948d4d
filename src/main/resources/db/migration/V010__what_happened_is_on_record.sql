-- Who did what, when, from where, from what to what: kept for ever, byte for byte, and chained so that a change shows.
CREATE TABLE audit_entry (
    id           uuid PRIMARY KEY DEFAULT uuidv7(),
    at           timestamptz NOT NULL,
    actor        text NOT NULL,
    action       text NOT NULL,
    subject_type text NOT NULL,
    subject_id   text NOT NULL,
    team         text,
    source       text,
    before       text,
    after        text,
    sentence     text NOT NULL,
    -- The seal, set once after the commit: one chain in the transaction itself would make every one wait for every other.
    seq          bigint,
    previous     bytea,
    hash         bytea,
    CONSTRAINT one_entry_per_place_in_the_chain UNIQUE (seq),
    CONSTRAINT what_was_and_what_is_are_json CHECK (before IS JSON AND after IS JSON),
    CONSTRAINT a_seal_is_whole CHECK (num_nulls(seq, previous, hash) IN (0, 3)),
    CONSTRAINT a_seal_is_a_sha_256 CHECK (seq > 0 AND length(previous) = 32 AND length(hash) = 32)
);
CREATE INDEX audit_entry_by_time ON audit_entry (at DESC, id DESC);
CREATE INDEX audit_entry_by_team ON audit_entry (team, at DESC, id DESC);
CREATE INDEX audit_entry_by_actor ON audit_entry (actor, at DESC, id DESC);
CREATE INDEX audit_entry_by_subject ON audit_entry (subject_type, subject_id, at DESC, id DESC);
CREATE INDEX audit_entry_by_action ON audit_entry (action, at DESC, id DESC);
CREATE INDEX audit_entry_to_seal ON audit_entry (at, id) WHERE seq IS NULL;

CREATE FUNCTION refuse_to_change_what_is_on_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    seal CONSTANT text[] := '{seq,previous,hash}';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.seq IS NULL AND NEW.seq IS NOT NULL AND to_jsonb(NEW) - seal = to_jsonb(OLD) - seal THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'what_happened_stays_on_record: no % of audit_entry', TG_OP
        USING ERRCODE = 'check_violation', CONSTRAINT = 'what_happened_stays_on_record';
END $$;
CREATE TRIGGER an_entry_is_only_ever_sealed BEFORE UPDATE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_to_change_what_is_on_record();
CREATE TRIGGER what_happened_stays_on_record BEFORE DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_what_is_on_record();
