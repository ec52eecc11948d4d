-- A lease's history also says that its devices were drained, and that an admin revoked it.
ALTER TABLE lease_event
    DROP CONSTRAINT what_happened_is_known,
    ADD CONSTRAINT what_happened_is_known CHECK (what IN (
        'ADMIT', 'WAIT', 'RECLAIM', 'CALL_OFF', 'SHRINK', 'GROW', 'EXPIRE',
        'APPROVED', 'RELEASED', 'WITHDRAWN', 'EXTENDED', 'EXPIRES_SOON', 'REPLACED', 'RESIZED', 'JOINED',
        'IDLE_WARNED', 'IDLE_LENDABLE', 'IDLE_RELEASED', 'IDLE_OVER', 'DRAINED', 'REVOKED'));
