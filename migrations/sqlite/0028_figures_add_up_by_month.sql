-- What was counted in a month: a page of a year reads some hundreds of rows instead of tens of thousands.

-- Kept by the database itself, so that what an older version counts meanwhile is in it.
CREATE TABLE figures_months (
    scope INTEGER NOT NULL,
    of_id INTEGER NOT NULL,
    -- 202611
    month INTEGER NOT NULL,
    event TEXT NOT NULL,
    detail TEXT NOT NULL,
    source TEXT NOT NULL,
    total INTEGER NOT NULL,
    PRIMARY KEY (scope, of_id, month, event, detail, source)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER figures_add_up_new AFTER INSERT ON figures BEGIN
    INSERT INTO figures_months (scope, of_id, month, event, detail, source, total)
    VALUES (NEW.scope, NEW.of_id, NEW.day / 100, NEW.event, NEW.detail, NEW.source, NEW.total)
    ON CONFLICT (scope, of_id, month, event, detail, source)
        DO UPDATE SET total = figures_months.total + excluded.total;
END;
CREATE TRIGGER figures_add_up_more AFTER UPDATE OF total ON figures BEGIN
    UPDATE figures_months SET total = total + NEW.total - OLD.total
    WHERE scope = NEW.scope AND of_id = NEW.of_id AND month = NEW.day / 100 AND event = NEW.event
        AND detail = NEW.detail AND source = NEW.source;
END;

INSERT INTO figures_months (scope, of_id, month, event, detail, source, total)
SELECT scope, of_id, day / 100, event, detail, source, SUM(total) FROM figures GROUP BY 1, 2, 3, 4, 5, 6;
