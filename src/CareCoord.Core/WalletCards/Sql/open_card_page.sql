-- One page of what a card shows, noted as app.open_page does.
create or replace function app.open_card_page(p_token bytea, p_session bytea, p_document uuid, p_page integer, p_picture boolean)
returns table (id uuid, sha256 bytea, size bigint, key_id text, wrapped_key bytea, name text, media_type text, scan text, pages integer,
               kind text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    moment timestamptz := app.card_moment();
    card   wallet_cards;
begin
    select * into card from app.visited_card(p_token, p_session);
    if not exists (
        select from legal_documents d join patients p on p.id = d.patient_id join files f on f.patient_id = d.patient_id
        and f.id = d.file_id
        where d.patient_id = card.patient_id and d.id = p_document and d.state = 'accepted' and d.kind <> 'release' and d.labels = 0
          and f.labels = 0
          and (d.expires_on is null or d.expires_on >= (moment at time zone p.time_zone)::date) and p_page between 1 and f.pages) then
        return;
    end if;
    if not p_picture or not exists (
        select from audit_subjects s join audit_entries e on e.id = s.audit_id
        where s.patient_id = card.patient_id and s.audit_id >= app.uuid_from(moment - interval '{{StoredFile.OpeningMinutes}} minutes')
          and e.at <= moment and e.hat = 'card'
          and e.action = 'wallet-card.page-read' and e.subject_id = p_document
          and e.details = jsonb_build_object('page', p_page, 'card', card.id)) then
        perform app.audit('wallet-card.page-read', array[card.patient_id], 'legal_document', p_document,
                          jsonb_build_object('page', p_page, 'card', card.id));
    end if;
    return query
    select f.id, f.sha256, f.size, f.key_id, f.wrapped_key, f.name, f.media_type, f.scan, f.pages, d.kind
    from legal_documents d join files f on f.patient_id = d.patient_id and f.id = d.file_id
    where d.patient_id = card.patient_id and d.id = p_document;
end $$;
grant execute on function app.open_card_page(bytea, bytea, uuid, integer, boolean) to carecoord_app;
