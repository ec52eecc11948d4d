CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Team and kind are those of the lease: both never change, and telemetry needs them beside the device.
CREATE TABLE assignment (
    id     uuid PRIMARY KEY DEFAULT uuidv7(),
    device uuid NOT NULL REFERENCES device,
    lease  uuid NOT NULL REFERENCES lease,
    team   text NOT NULL REFERENCES team,
    kind   text NOT NULL,
    since  timestamptz NOT NULL,
    until  timestamptz,
    CONSTRAINT an_assignment_ends_after_it_began CHECK (until >= since),
    CONSTRAINT a_device_belongs_to_at_most_one_lease EXCLUDE USING gist (device WITH =, tstzrange(since, until) WITH &&)
);
CREATE INDEX assignment_open ON assignment (lease) WHERE until IS NULL;
CREATE INDEX assignment_by_time ON assignment (since, until);

-- No grant beyond capacity can commit. The flavor row is locked so that two transactions cannot both see the last GPU.
CREATE FUNCTION refuse_grants_beyond_capacity() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    granted  integer;
    capacity integer;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.held <= OLD.held THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM flavor WHERE name = NEW.flavor FOR UPDATE;
    SELECT coalesce(sum(held), 0) INTO granted FROM lease WHERE flavor = NEW.flavor AND held > 0;
    SELECT count(*) INTO capacity FROM device WHERE flavor = NEW.flavor AND health = 'HEALTHY';
    IF granted > capacity THEN
        RAISE EXCEPTION 'grants_stay_within_capacity: % GPUs of % granted, % exist', granted, NEW.flavor, capacity
            USING ERRCODE = 'check_violation', CONSTRAINT = 'grants_stay_within_capacity';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER grants_stay_within_capacity AFTER INSERT OR UPDATE OF held ON lease
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.held > 0) EXECUTE FUNCTION refuse_grants_beyond_capacity();

-- A lease holds exactly the devices assigned to it.
CREATE FUNCTION refuse_leases_without_their_devices() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted   integer;
    assigned integer;
    lease_id uuid;
BEGIN
    IF TG_TABLE_NAME = 'assignment' THEN
        lease_id := NEW.lease;
    ELSE
        lease_id := NEW.id;
    END IF;
    SELECT held INTO wanted FROM lease WHERE id = lease_id;
    SELECT count(*) INTO assigned FROM assignment WHERE lease = lease_id AND until IS NULL;
    IF wanted <> assigned THEN
        RAISE EXCEPTION 'a_lease_holds_its_devices: lease % holds % GPUs and has % devices', lease_id, wanted, assigned
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_lease_holds_its_devices';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER a_lease_holds_its_devices AFTER INSERT OR UPDATE OF held ON lease
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_leases_without_their_devices();
CREATE CONSTRAINT TRIGGER devices_belong_to_leases_that_hold_them AFTER INSERT OR UPDATE ON assignment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_leases_without_their_devices();
