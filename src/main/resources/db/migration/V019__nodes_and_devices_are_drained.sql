-- An admin takes a node or a device out of use on purpose: nothing new is given it, and it is no capacity until undrained.
-- Health is what a device reports, so a healthy scrape does not undo this.
ALTER TABLE node
    ADD COLUMN drained_at   timestamptz,
    ADD COLUMN drained_by   text,
    ADD COLUMN drain_reason text,
    ADD CONSTRAINT a_drained_node_says_who_and_why CHECK (
        num_nulls(drained_at, drained_by, drain_reason) IN (0, 3));
ALTER TABLE device
    ADD COLUMN drained_at   timestamptz,
    ADD COLUMN drained_by   text,
    ADD COLUMN drain_reason text,
    ADD CONSTRAINT a_drained_device_says_who_and_why CHECK (
        num_nulls(drained_at, drained_by, drain_reason) IN (0, 3));

CREATE OR REPLACE FUNCTION refuse_grants_beyond_capacity() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    granted  integer;
    capacity integer;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.held <= OLD.held THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM flavor WHERE name = NEW.flavor FOR UPDATE;
    SELECT coalesce(sum(held), 0) INTO granted FROM lease WHERE flavor = NEW.flavor AND held > 0;
    SELECT count(*) INTO capacity FROM device d JOIN node n ON n.name = d.node
    WHERE d.flavor = NEW.flavor AND d.health = 'HEALTHY' AND d.drained_at IS NULL AND n.drained_at IS NULL;
    IF granted > capacity THEN
        RAISE EXCEPTION 'grants_stay_within_capacity: % GPUs of % granted, % exist', granted, NEW.flavor, capacity
            USING ERRCODE = 'check_violation', CONSTRAINT = 'grants_stay_within_capacity';
    END IF;
    RETURN NULL;
END $$;
