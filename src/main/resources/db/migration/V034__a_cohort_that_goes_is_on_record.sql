-- Only whoever runs SQL deletes a cohort: the portal hears nothing of it, so what that does to requests is recorded here.
CREATE OR REPLACE FUNCTION admins_decide_for_cohorts_that_go() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    gone text := 'manager:' || OLD.name;
BEGIN
    WITH passed_on AS (
        UPDATE capacity_request SET
            review_steps = review_steps[1:step] || CASE
                WHEN 'admin' = ANY (review_steps[step + 1:]) THEN array_remove(review_steps[step + 1:], gone)
                ELSE array_replace(review_steps[step + 1:], gone, 'admin') END,
            verdict = verdict || ' There is no cohort ' || OLD.name
                || ' any more: an admin decides in the place of its manager.',
            version = version + 1
        WHERE state = 'IN_REVIEW' AND gone = ANY (review_steps[step + 1:])
        RETURNING WITH (OLD AS was, NEW AS became)
            became.id, became.team, was.review_steps AS before, became.review_steps AS after)
    INSERT INTO audit_entry (at, actor, action, subject_type, subject_id, team, before, after, sentence)
    SELECT now(), 'database', 'request.passed-on', 'request', id, team,
           jsonb_build_object('reviewSteps', before), jsonb_build_object('reviewSteps', after),
           'There is no cohort ' || OLD.name || ' any more: an admin decides in the place of its manager.'
    FROM passed_on;
    IF FOUND THEN
        PERFORM pg_notify('headroom', 'REQUESTS');
    END IF;
    RETURN NULL;
END $$;
