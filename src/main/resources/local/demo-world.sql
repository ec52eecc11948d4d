-- The demo world: two cohorts, five teams, and what they hold now. Devices are there already.
INSERT INTO cohort (name) VALUES ('research'), ('products');
INSERT INTO team (name, cohort) VALUES
    ('vision', 'research'), ('nlp', 'research'), ('speech', 'research'), ('serving', 'products'), ('search', 'products');

-- The simulated jobs of a team run in a namespace of its name.
INSERT INTO workload_team (kind, name, team) SELECT 'NAMESPACE', name, name FROM team;

INSERT INTO quota (team, flavor, nominal, borrowing_limit, lending_limit) VALUES
    ('vision', 'h100-80gb', 8, 8, NULL), ('nlp', 'h100-80gb', 8, 12, NULL), ('speech', 'h100-80gb', 4, 8, NULL),
    ('serving', 'h100-80gb', 8, NULL, 4), ('search', 'h100-80gb', 4, 4, NULL),
    ('vision', 'a100-40gb', 4, NULL, NULL), ('nlp', 'a100-40gb', 4, NULL, NULL), ('speech', 'a100-40gb', 2, NULL, NULL),
    ('serving', 'a100-40gb', 2, NULL, NULL), ('search', 'a100-40gb', 2, NULL, NULL),
    ('vision', 'l40s', 2, NULL, NULL), ('nlp', 'l40s', 2, NULL, NULL), ('speech', 'l40s', 2, NULL, NULL),
    ('serving', 'l40s', 6, NULL, NULL), ('search', 'l40s', 4, NULL, NULL);

-- What runs now. The notebooks are the lease that nobody uses; the simulated fleet knows them by their id.
CREATE TEMPORARY TABLE running ON COMMIT DROP AS
SELECT * FROM (VALUES
    (gen_random_uuid(), 'vision', 'h100-80gb', 'TRAINING', 'Detector, second training run', 'vision-lead', 4, 4, 20, 72),
    (gen_random_uuid(), 'nlp', 'h100-80gb', 'TRAINING', 'Pretrain the 7B model', 'nlp-lead', 8, 8, 22, 168),
    (gen_random_uuid(), 'nlp', 'h100-80gb', 'TRAINING', 'Tokenizer sweep', 'nlp-lead', 4, 2, 3, 24),
    (gen_random_uuid(), 'serving', 'h100-80gb', 'INFERENCE', 'Chat endpoint', 'serving-lead', 6, 6, 23, 720),
    (IDLE_LEASE::uuid, 'search', 'h100-80gb', 'INTERACTIVE', 'Ranker notebooks', 'search-lead', 2, 2, 9, 48),
    (gen_random_uuid(), 'speech', 'a100-40gb', 'TRAINING', 'ASR fine-tuning', 'speech-lead', 4, 2, 10, 72),
    (gen_random_uuid(), 'vision', 'a100-40gb', 'PREPROCESSING', 'Clean the new labels', 'vision-lead', 2, 1, 5, 12),
    (gen_random_uuid(), 'nlp', 'a100-40gb', 'PREPROCESSING', 'Embed the archive', 'nlp-lead', 4, 4, 7, 24),
    (gen_random_uuid(), 'serving', 'l40s', 'INFERENCE', 'Image API', 'serving-lead', 4, 4, 23, 720),
    (gen_random_uuid(), 'serving', 'l40s', 'INFERENCE', 'Image API, canary', 'serving-lead', 2, 2, 6, 48),
    (gen_random_uuid(), 'search', 'l40s', 'INFERENCE', 'Ranker endpoint', 'search-lead', 4, 4, 21, 720),
    (gen_random_uuid(), 'vision', 'l40s', 'INTERACTIVE', 'Render previews', 'vision-lead', 2, 2, 4, 10)
) AS r (id, team, flavor, kind, purpose, owner, gpus, min_gpus, started_hours_ago, term_hours);

-- A week of leases that are over: on each node one after the other, so that no device is held twice.
CREATE TEMPORARY TABLE past ON COMMIT DROP AS
WITH blocks AS (
    SELECT n.node, n.flavor, b.block,
           now() - make_interval(days => DAYS) + make_interval(hours => b.block * 12 + abs(hashtext(n.node || b.block)) % 2) AS since,
           now() - make_interval(days => DAYS) + make_interval(hours => b.block * 12 + 6 + abs(hashtext(b.block || n.node)) % 5) AS until,
           abs(hashtext(n.node || ':' || b.block)) AS dice
    FROM (SELECT DISTINCT node, flavor FROM device) n
    CROSS JOIN generate_series(0, DAYS * 2 - 3) AS b (block))
SELECT gen_random_uuid() AS id,
       (ARRAY['vision', 'nlp', 'speech', 'serving', 'search'])[1 + dice % 5] AS team,
       flavor,
       (ARRAY['TRAINING', 'TRAINING', 'PREPROCESSING', 'INTERACTIVE', 'INFERENCE'])[1 + dice / 5 % 5] AS kind,
       (ARRAY['Ablation study', 'Nightly evaluation', 'Hyperparameter sweep', 'Data cleaning', 'Load test'])[1 + dice / 7 % 5] AS purpose,
       node, since, until, dice
FROM blocks;

INSERT INTO lease (id, team, flavor, flavors, kind, purpose, owner, gpus, min_gpus, max_gpus, held, phase, term_seconds,
                   submitted_at, started_at, ends_at, sentence)
SELECT id, team, flavor, ARRAY[flavor], kind, purpose, owner, gpus, min_gpus, gpus, gpus, 'ACTIVE', term_hours * 3600,
       now() - make_interval(hours => started_hours_ago), now() - make_interval(hours => started_hours_ago),
       now() + make_interval(hours => term_hours - started_hours_ago), 'Granted at once when it was asked.'
FROM running;

INSERT INTO lease (id, team, flavor, flavors, kind, purpose, owner, gpus, min_gpus, max_gpus, held, phase, term_seconds,
                   submitted_at, started_at, ends_at, ended_at, end_reason, sentence)
SELECT id, team, flavor, ARRAY[flavor], kind, purpose, team || '-lead', 8, 8, 8, 0, 'ENDED', extract(epoch FROM until - since), since,
       since, until, until, CASE WHEN dice % 3 = 0 THEN 'RELEASED' ELSE 'EXPIRED' END,
       CASE WHEN dice % 3 = 0 THEN team || '-lead gave back all 8 GPUs.' ELSE 'Its term ended.' END
FROM past;

-- Running leases sit side by side on the first healthy devices of their flavor.
WITH places AS (
    SELECT id, flavor, row_number() OVER (PARTITION BY flavor ORDER BY node, gpu_index) AS place FROM device),
wanted AS (
    SELECT r.id, r.team, r.kind, r.flavor, r.started_hours_ago,
           row_number() OVER (PARTITION BY r.flavor ORDER BY r.started_hours_ago DESC, r.id, g) AS place
    FROM running r CROSS JOIN LATERAL generate_series(1, r.gpus) AS g)
INSERT INTO assignment (device, lease, team, kind, since)
SELECT p.id, w.id, w.team, w.kind, now() - make_interval(hours => w.started_hours_ago)
FROM wanted w JOIN places p USING (flavor, place);

INSERT INTO assignment (device, lease, team, kind, since, until)
SELECT d.id, p.id, p.team, p.kind, p.since, p.until FROM past p JOIN device d ON d.node = p.node;

INSERT INTO loan (lender, borrower, flavor, gpus, since) VALUES
    ('speech', 'nlp', 'h100-80gb', 4, now() - interval '3 hours'),
    ('vision', 'speech', 'a100-40gb', 2, now() - interval '10 hours');

INSERT INTO capacity_request (type, team, flavor, flavors, kind, purpose, gpus, min_gpus, max_gpus, term_seconds, state,
                              requested_by, submitted_at, verdict, review_steps, borrowed, preview, decided_at,
                              granted_gpus, lease)
SELECT 'NEW', team, flavor, flavors, kind, purpose, gpus, min_gpus, max_gpus, term_seconds, 'APPROVED', owner, submitted_at,
       'Within the nominal quota and for at most 7 days.', '{}', 0, 'Granted at once.', submitted_at, gpus, id
FROM lease ORDER BY submitted_at;

INSERT INTO capacity_request (type, team, flavor, flavors, kind, purpose, gpus, min_gpus, max_gpus, term_seconds, state,
                              requested_by, submitted_at, verdict, review_steps, borrowed, preview)
VALUES ('NEW', 'nlp', 'a100-40gb', '{a100-40gb}', 'TRAINING', 'Distil the 7B model before the review on Friday.', 3, 2, 3,
        259200, 'IN_REVIEW', 'nlp-lead', now() - interval '40 minutes',
        'A research manager decides, because GPUs are borrowed for longer than 24 h.', '{manager:research}', 3,
        'It would borrow 3 GPUs.');

INSERT INTO lease_event (at, lease, team, flavor, actor, what, gpus, reason, sentence)
SELECT submitted_at, id, team, flavor, 'policy', 'APPROVED', gpus, NULL, 'Within the nominal quota and for at most 7 days.'
FROM lease
UNION ALL
SELECT started_at, id, team, flavor, 'allocator', 'ADMIT', gpus, NULL, sentence FROM lease WHERE phase = 'ACTIVE'
UNION ALL
SELECT started_at, id, team, flavor, 'allocator', 'ADMIT', gpus, NULL, 'Granted at once when it was asked.'
FROM lease WHERE phase = 'ENDED'
UNION ALL
SELECT ended_at, id, team, flavor, CASE end_reason WHEN 'RELEASED' THEN owner ELSE 'allocator' END,
       CASE end_reason WHEN 'RELEASED' THEN 'RELEASED' ELSE 'EXPIRE' END, gpus, NULL, sentence
FROM lease WHERE phase = 'ENDED'
ORDER BY 1;

SELECT make_partitions('usage_minute', 'day', now() - interval 'DAYS days' - interval '1 day', now());

-- What was measured: every held minute of every device, as its kind of work behaves.
INSERT INTO usage_minute (minute, device, lease, team, verdict, busy_avg, busy_max, memory_used, power_watts, samples)
SELECT minute, device, lease, team, CASE WHEN busy < 0.05 THEN 'IDLE_HELD' ELSE 'BUSY' END, busy, least(1, busy * 1.1),
       (busy * 60e9)::bigint, 80 + busy * 500, SAMPLES
FROM (
    SELECT m.minute, a.device, a.lease, a.team,
           CASE WHEN a.lease = IDLE_LEASE::uuid OR hashtext(a.lease::text) % 6 = 0 THEN 0.01
                WHEN a.kind = 'TRAINING' THEN 0.85 + 0.14 * wave
                WHEN a.kind = 'INFERENCE' THEN 0.25 + 0.35 * wave + 0.20 * day
                WHEN a.kind = 'PREPROCESSING' THEN 0.40 + 0.30 * wave
                ELSE 0.10 + 0.40 * wave END AS busy
    FROM assignment a
    CROSS JOIN LATERAL generate_series(date_trunc('minute', a.since) + interval '1 minute',
                                       least(coalesce(a.until, now()), now() - interval '1 minute'), interval '1 minute') AS m (minute)
    CROSS JOIN LATERAL (SELECT
        0.5 + 0.5 * sin(extract(epoch FROM m.minute) / 400 + hashtext(a.device::text) % 7) AS wave,
        0.5 + 0.5 * cos((extract(hour FROM m.minute) - 15) * pi() / 12) AS day) AS shape) AS measured;
INSERT INTO watched_hour (at) SELECT DISTINCT date_trunc('hour', minute, 'UTC') FROM usage_minute ON CONFLICT DO NOTHING;
ANALYZE;
