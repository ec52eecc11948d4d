-- Every idle GPU of a lease climbs the ladder by itself, and only time in which it was known to be idle counts.
ALTER TABLE idle_spell
    ADD COLUMN device   uuid,
    -- Until when its use is known: of those that go on until now, for they were looked at.
    ADD COLUMN known_at timestamptz;
DROP INDEX one_open_idle_spell_per_lease;
INSERT INTO idle_spell
        (lease, devices, device, step, since, at, known_at, dry_run, kept_by, kept_because, closed_at, outcome)
SELECT lease, devices, unnest(devices), step, since, at, coalesce(closed_at, now()),
       dry_run, kept_by, kept_because, closed_at, outcome
FROM idle_spell;
DELETE FROM idle_spell WHERE device IS NULL;
ALTER TABLE idle_spell
    ALTER COLUMN device SET NOT NULL,
    ALTER COLUMN known_at SET NOT NULL,
    DROP COLUMN devices;
CREATE UNIQUE INDEX one_open_idle_spell_per_gpu_of_a_lease ON idle_spell (lease, device) WHERE closed_at IS NULL;
-- A lease's history tells keeping idle GPUs from using them.
ALTER TABLE lease_event
    DROP CONSTRAINT what_happened_is_known,
    ADD CONSTRAINT what_happened_is_known CHECK (what IN (
        'ADMIT', 'WAIT', 'RECLAIM', 'CALL_OFF', 'SHRINK', 'GROW', 'EXPIRE',
        'APPROVED', 'RELEASED', 'WITHDRAWN', 'EXTENDED', 'EXPIRES_SOON', 'REPLACED', 'RESIZED', 'JOINED',
        'IDLE_WARNED', 'IDLE_LENDABLE', 'IDLE_RELEASED', 'IDLE_KEPT', 'IDLE_OVER', 'DRAINED', 'REVOKED'));
