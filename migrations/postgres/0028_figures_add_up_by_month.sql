-- What was counted in a month: a page of a year reads some hundreds of rows instead of tens of thousands.

-- Kept by the database itself, so that what an older version counts meanwhile is in it.
CREATE TABLE figures_months (
    scope BIGINT NOT NULL,
    of_id BIGINT NOT NULL,
    -- 202611
    month BIGINT NOT NULL,
    event TEXT NOT NULL,
    detail TEXT NOT NULL,
    source TEXT NOT NULL,
    total BIGINT NOT NULL,
    PRIMARY KEY (scope, of_id, month, event, detail, source)
);

CREATE FUNCTION figures_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- New rows and changed ones are two turns: servers that count different days would wait for each other in a circle.
    PERFORM pg_advisory_xact_lock(hashtext('figures_months'));
    IF TG_OP = 'INSERT' THEN
        INSERT INTO figures_months AS kept (scope, of_id, month, event, detail, source, total)
        SELECT scope, of_id, day / 100, event, detail, source, SUM(total) FROM added
        GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
        ON CONFLICT (scope, of_id, month, event, detail, source) DO UPDATE SET total = kept.total + EXCLUDED.total;
    ELSE
        INSERT INTO figures_months AS kept (scope, of_id, month, event, detail, source, total)
        SELECT scope, of_id, day / 100, event, detail, source, SUM(total)
        FROM (SELECT scope, of_id, event, day, detail, source, total FROM added
              UNION ALL SELECT scope, of_id, event, day, detail, source, -total FROM was) changed
        GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
        ON CONFLICT (scope, of_id, month, event, detail, source) DO UPDATE SET total = kept.total + EXCLUDED.total;
    END IF;
    RETURN NULL;
END $$;
-- Whoever counts waits from here on until all that was counted is added up.
CREATE TRIGGER figures_add_up_new AFTER INSERT ON figures REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION figures_add_up();
CREATE TRIGGER figures_add_up_more AFTER UPDATE ON figures REFERENCING OLD TABLE AS was NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION figures_add_up();

INSERT INTO figures_months (scope, of_id, month, event, detail, source, total)
SELECT scope, of_id, day / 100, event, detail, source, SUM(total) FROM figures GROUP BY 1, 2, 3, 4, 5, 6;
