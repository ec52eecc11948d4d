-- What a lease calls home waits apart from what it asked for beyond that: either comes without the other.
DROP INDEX one_waiting_supplement_per_lease;
CREATE INDEX waiting_supplement ON lease (supplements) WHERE phase = 'WAITING';

-- To nobody in particular GPUs go because they are not used, or because they are drained: two notices, and either is
-- called off alone.
DROP INDEX one_open_notice_per_lease_and_taker;
CREATE UNIQUE INDEX one_open_notice_per_lease_taker_and_reason ON notice (lease, for_lease, reason) NULLS NOT DISTINCT
    WHERE closed_at IS NULL;
