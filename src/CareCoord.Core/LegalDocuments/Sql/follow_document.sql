-- The grants that rest on a document follow it. Where a newer version names the caregiver again, they go on with that one; else they end.
create or replace function app.follow_document() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_table_name = 'legal_documents' then
        if new.state = 'accepted' and new.supersedes_id is not null then
            update proxy_grants g set rests_on_document_id = new.id
            where g.patient_id = new.patient_id and g.rests_on_document_id = new.supersedes_id
              and exists (select from legal_document_agents a where a.patient_id = new.patient_id and a.document_id = new.id
                            and a.version = new.version and a.account_id = g.caregiver_account_id);
        end if;
        update proxy_grants g set rests_on_document_id = new.id where g.patient_id = new.patient_id and g.rests_on_document_id = new.id;
    else
        update proxy_grants g set rests_on_document_id = d.id from legal_documents d
        where g.patient_id = new.patient_id and d.patient_id = g.patient_id and d.id = g.rests_on_document_id and d.springing;
    end if;
    return null;
end $$;
