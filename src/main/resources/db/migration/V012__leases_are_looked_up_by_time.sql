-- The calendar asks which leases held GPUs in a week long ago; the few that are not over are found by lease_open.
-- A clock that was set back may have ended a lease before it began: that one held GPUs for no time at all.
CREATE INDEX lease_held_during ON lease USING gist (tstzrange(started_at, greatest(started_at, ended_at)))
    WHERE phase = 'ENDED' AND started_at IS NOT NULL;

-- Holders are warned before a lease ends, in stages that come closer: how long before the end the last one told begins.
ALTER TABLE lease
    ADD COLUMN warned_at_seconds integer,
    ADD CONSTRAINT a_warning_comes_before_the_end CHECK (warned_at_seconds > 0);

ALTER TABLE lease_event DROP CONSTRAINT what_happened_is_known;
ALTER TABLE lease_event ADD CONSTRAINT what_happened_is_known CHECK (what IN (
    'ADMIT', 'WAIT', 'RECLAIM', 'CALL_OFF', 'SHRINK', 'GROW', 'EXPIRE',
    'APPROVED', 'RELEASED', 'WITHDRAWN', 'EXTENDED', 'EXPIRES_SOON', 'REPLACED'));
