-- One row for each job. Names are compared to the letter, blanks and case included: in MySQL and MariaDB give job_id a
-- binary collation.
CREATE TABLE export_job (
    job_id          VARCHAR(64)   NOT NULL PRIMARY KEY,
    revision        BIGINT        NOT NULL DEFAULT 0,     -- 0: a row without a state
    document        VARCHAR(3584),
    write_id        VARCHAR(64),                          -- which write this was
    operator_action VARCHAR(200)  NOT NULL DEFAULT 'RUN', -- yours: RUN, PAUSE or RESET_WITH_FULL_EXPORT_AGAIN
    readable        VARCHAR(4000),                        -- for people, never read
    CONSTRAINT no_revision_without_document
        CHECK ((revision = 0 AND document IS NULL) OR (revision > 0 AND document IS NOT NULL))
)
