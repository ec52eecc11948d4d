-- A request can say more: a range of sizes, flavors in order, its place inside its team, whether it may be taken back.
-- A lease keeps all of that, so that it can grow, shrink, and go back to the queue as what it was.
CREATE FUNCTION all_different(names text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT count(*) = count(DISTINCT name) FROM unnest(names) AS name
$$;

ALTER TABLE lease
    ADD COLUMN max_gpus      integer,
    ADD COLUMN step_gpus     integer NOT NULL DEFAULT 1,
    ADD COLUMN reclaimable   boolean NOT NULL DEFAULT true,
    ADD COLUMN flavors       text[],
    ADD COLUMN flavor_policy text NOT NULL DEFAULT 'PREFER_STARTING',
    ADD COLUMN takes_flavor  text REFERENCES flavor,
    ADD COLUMN takes_gpus    integer,
    ADD COLUMN retry_at      timestamptz;
UPDATE lease SET max_gpus = gpus, flavors = ARRAY[flavor],
    takes_flavor = CASE WHEN taker THEN flavor END, takes_gpus = CASE WHEN taker THEN gpus END;
ALTER TABLE lease
    ALTER COLUMN max_gpus SET NOT NULL,
    ALTER COLUMN flavors SET NOT NULL,
    DROP COLUMN taker,
    DROP CONSTRAINT a_lease_holds_no_more_than_it_asks,
    ADD CONSTRAINT a_lease_holds_no_more_than_it_asks CHECK (held BETWEEN 0 AND max_gpus),
    ADD CONSTRAINT a_lease_can_use_what_it_asks CHECK (max_gpus >= gpus),
    ADD CONSTRAINT a_lease_changes_by_at_least_one_gpu CHECK (step_gpus >= 1),
    ADD CONSTRAINT a_lease_accepts_one_to_eight_flavors CHECK (cardinality(flavors) BETWEEN 1 AND 8),
    ADD CONSTRAINT a_lease_accepts_no_flavor_twice CHECK (all_different(flavors)),
    ADD CONSTRAINT a_lease_is_of_a_flavor_it_accepts CHECK (flavor = ANY (flavors)),
    ADD CONSTRAINT a_queued_lease_stands_under_its_first_flavor CHECK (
        phase NOT IN ('SCHEDULED', 'WAITING') OR flavor = flavors[1]),
    ADD CONSTRAINT a_lease_flavor_policy_is_known CHECK (flavor_policy IN ('PREFER_STARTING', 'PREFER_WAITING')),
    ADD CONSTRAINT a_lease_priority_is_within_a_thousand CHECK (priority BETWEEN -1000 AND 1000),
    ADD CONSTRAINT only_a_queued_lease_takes CHECK (takes_flavor IS NULL OR phase IN ('SCHEDULED', 'WAITING')),
    ADD CONSTRAINT a_lease_takes_a_flavor_it_accepts CHECK (takes_flavor IS NULL OR takes_flavor = ANY (flavors)),
    ADD CONSTRAINT a_lease_takes_some_of_a_flavor CHECK (
        (takes_flavor IS NULL) = (takes_gpus IS NULL) AND takes_gpus >= 1),
    ADD CONSTRAINT only_a_queued_lease_is_looked_at_again CHECK (
        retry_at IS NULL OR phase IN ('SCHEDULED', 'WAITING'));

ALTER TABLE capacity_request
    ADD COLUMN max_gpus      integer,
    ADD COLUMN step_gpus     integer NOT NULL DEFAULT 1,
    ADD COLUMN priority      integer NOT NULL DEFAULT 0,
    ADD COLUMN reclaimable   boolean NOT NULL DEFAULT true,
    ADD COLUMN flavors       text[],
    ADD COLUMN flavor_policy text NOT NULL DEFAULT 'PREFER_STARTING';
UPDATE capacity_request SET max_gpus = gpus, flavors = ARRAY[flavor];
ALTER TABLE capacity_request
    ALTER COLUMN max_gpus SET NOT NULL,
    ALTER COLUMN flavors SET NOT NULL,
    ADD CONSTRAINT a_request_can_use_what_it_asks CHECK (max_gpus >= gpus),
    ADD CONSTRAINT a_request_changes_in_whole_steps CHECK (
        step_gpus >= 1 AND (gpus - min_gpus) % step_gpus = 0 AND (max_gpus - min_gpus) % step_gpus = 0),
    ADD CONSTRAINT a_request_accepts_one_to_eight_flavors CHECK (cardinality(flavors) BETWEEN 1 AND 8),
    ADD CONSTRAINT a_request_accepts_no_flavor_twice CHECK (all_different(flavors)),
    ADD CONSTRAINT a_request_is_of_a_flavor_it_accepts CHECK (flavor = ANY (flavors)),
    ADD CONSTRAINT a_request_flavor_policy_is_known CHECK (flavor_policy IN ('PREFER_STARTING', 'PREFER_WAITING')),
    ADD CONSTRAINT a_request_priority_is_within_a_thousand CHECK (priority BETWEEN -1000 AND 1000);

-- How exposed a grant was when it was given, kept with the decision: lenders as {"team": GPUs}, "" is the shared pool.
ALTER TABLE lease_event
    ADD COLUMN borrowed integer,
    ADD COLUMN lenders  jsonb,
    ADD COLUMN exposure text,
    ADD CONSTRAINT an_exposure_is_told_whole CHECK (num_nonnulls(borrowed, lenders, exposure) IN (0, 3)),
    ADD CONSTRAINT only_a_grant_is_exposed CHECK (exposure IS NULL OR what IN ('ADMIT', 'GROW')),
    ADD CONSTRAINT nobody_borrows_more_than_was_granted CHECK (borrowed BETWEEN 0 AND gpus);

-- A notice for nobody in particular is one notice too.
DROP INDEX one_open_notice_per_lease_and_taker;
CREATE UNIQUE INDEX one_open_notice_per_lease_and_taker ON notice (lease, for_lease) NULLS NOT DISTINCT
    WHERE closed_at IS NULL;

-- A lease that may hold one of several flavors holds devices of the one it says.
CREATE FUNCTION refuse_devices_of_another_flavor() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lease_id uuid;
BEGIN
    IF TG_TABLE_NAME = 'assignment' THEN
        lease_id := NEW.lease;
    ELSE
        lease_id := NEW.id;
    END IF;
    IF EXISTS (SELECT FROM lease l JOIN assignment a ON a.lease = l.id AND a.until IS NULL
               JOIN device d ON d.id = a.device WHERE l.id = lease_id AND d.flavor <> l.flavor) THEN
        RAISE EXCEPTION 'a_lease_holds_devices_of_its_flavor: lease % has devices of another flavor', lease_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_lease_holds_devices_of_its_flavor';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER a_lease_holds_devices_of_its_flavor AFTER INSERT OR UPDATE OF flavor ON lease
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_devices_of_another_flavor();
CREATE CONSTRAINT TRIGGER devices_belong_to_leases_of_their_flavor AFTER INSERT ON assignment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_devices_of_another_flavor();
