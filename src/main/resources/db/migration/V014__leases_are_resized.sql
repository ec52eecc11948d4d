-- A running lease that asked for more GPUs gets them by a supplement: a lease that waits like any other, and whose GPUs
-- join the lease it supplements when they are there. One that has to start on its own supplements nothing any more.
ALTER TABLE lease
    ADD COLUMN supplements uuid REFERENCES lease,
    ADD CONSTRAINT a_supplement_waits_or_is_over CHECK (supplements IS NULL OR phase IN ('WAITING', 'ENDED')),
    ADD CONSTRAINT only_a_supplement_joins CHECK (end_reason <> 'JOINED' OR supplements IS NOT NULL),
    DROP CONSTRAINT an_end_reason_is_known,
    ADD CONSTRAINT an_end_reason_is_known CHECK (
        end_reason IN ('RELEASED', 'EXPIRED', 'RECLAIMED', 'REVOKED', 'WITHDRAWN', 'JOINED'));
CREATE UNIQUE INDEX one_waiting_supplement_per_lease ON lease (supplements) WHERE phase = 'WAITING';

ALTER TABLE lease_event
    DROP CONSTRAINT what_happened_is_known,
    ADD CONSTRAINT what_happened_is_known CHECK (what IN (
        'ADMIT', 'WAIT', 'RECLAIM', 'CALL_OFF', 'SHRINK', 'GROW', 'EXPIRE',
        'APPROVED', 'RELEASED', 'WITHDRAWN', 'EXTENDED', 'EXPIRES_SOON', 'REPLACED', 'RESIZED', 'JOINED'));

-- Of a resize, gpus is by how many.
ALTER TABLE capacity_request
    ADD COLUMN resize_from integer,
    ADD COLUMN resize_to   integer,
    DROP CONSTRAINT a_request_type_is_known,
    ADD CONSTRAINT a_request_type_is_known CHECK (type IN ('NEW', 'EXTEND', 'RESIZE')),
    ADD CONSTRAINT a_resize_names_its_lease_and_both_sizes CHECK (
        (type = 'RESIZE') = (num_nonnulls(resize_from, resize_to) = 2) AND num_nonnulls(resize_from, resize_to) <> 1
        AND (type <> 'RESIZE' OR lease IS NOT NULL)),
    ADD CONSTRAINT a_resize_changes_the_size CHECK (
        resize_from >= 1 AND resize_to >= 1 AND gpus = abs(resize_to - resize_from));
CREATE UNIQUE INDEX one_open_resize_per_lease ON capacity_request (lease) WHERE type = 'RESIZE' AND decided_at IS NULL;
