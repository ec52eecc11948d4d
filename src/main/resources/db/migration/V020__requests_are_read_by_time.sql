-- A dry run of approval rules reads all requests of 30 days, latest first, page by page.
CREATE INDEX request_submitted ON capacity_request (submitted_at DESC, id DESC);
