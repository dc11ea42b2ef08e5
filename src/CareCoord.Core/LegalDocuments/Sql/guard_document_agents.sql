-- Whom a document names is part of what was copied from it. It is written anew while the document is written, and afterwards it stays with
-- its version. Those of a new version come just before it, and at the end of the transaction that version must be there.
create or replace function app.guard_document_agents() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    agent    legal_document_agents := case when tg_op = 'DELETE' then old else new end;
    document legal_documents;
begin
    select d.* into document from legal_documents d where d.patient_id = agent.patient_id and d.id = agent.document_id;
    if found and (case when tg_when = 'AFTER' then agent.version > document.version
                       when document.state in ('draft', 'returned') then agent.version <> document.version
                       else tg_op = 'DELETE' or agent.version <> document.version + 1 end) then
        raise exception 'whom a document names stays with its version' using errcode = 'check_violation';
    end if;
    return agent;
end $$;
