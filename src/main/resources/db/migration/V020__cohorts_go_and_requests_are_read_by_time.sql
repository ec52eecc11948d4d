-- A dry run of approval rules reads all requests of 30 days, latest first, page by page.
CREATE INDEX request_submitted ON capacity_request (submitted_at DESC, id DESC);

-- A cohort that goes has no manager: what waits for one waits for an admin, who decides once if they were to decide anyway.
CREATE FUNCTION admins_decide_for_cohorts_that_go() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    gone text := 'manager:' || OLD.name;
BEGIN
    UPDATE capacity_request SET
        review_steps = review_steps[1:step] || CASE
            WHEN 'admin' = ANY (review_steps[step + 1:]) THEN array_remove(review_steps[step + 1:], gone)
            ELSE array_replace(review_steps[step + 1:], gone, 'admin') END,
        verdict = verdict || ' There is no cohort ' || OLD.name
            || ' any more: an admin decides in the place of its manager.',
        version = version + 1
    WHERE state = 'IN_REVIEW' AND gone = ANY (review_steps[step + 1:]);
    RETURN NULL;
END $$;
CREATE TRIGGER admins_decide_for_cohorts_that_go AFTER DELETE ON cohort
    FOR EACH ROW EXECUTE FUNCTION admins_decide_for_cohorts_that_go();
