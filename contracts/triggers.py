"""What the database asks before a contract is formal."""

import pgtrigger


class Agreed(pgtrigger.Trigger):
    """In review → formal only with an approved last round, and with
    contract amount = sum of its lines = quote total (spec 06)."""

    when = pgtrigger.Before
    operation = pgtrigger.Update
    func = """
        IF NOT (OLD.state = 'in_review' AND NEW.state = 'formal') THEN RETURN NEW; END IF;
        IF 'approved' IS DISTINCT FROM (
            SELECT r.state FROM approvals_round r
            WHERE r.kind = 'contract' AND r.object_id = NEW.id AND r.purpose = 'contract'
            ORDER BY r.number DESC LIMIT 1
        ) THEN
            RAISE EXCEPTION 'contract %: nobody approved it', NEW.id USING ERRCODE = '23514';
        END IF;
        IF NEW.amount IS DISTINCT FROM (
            SELECT sum(l.line_total) FROM contracts_contractline l WHERE l.contract_id = NEW.id
        ) OR NEW.amount IS DISTINCT FROM (
            SELECT q.total FROM quotes_quote q WHERE q.id = NEW.quote_id
        ) THEN
            RAISE EXCEPTION 'contract %: amount, lines and quote differ', NEW.id
                USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
    """
