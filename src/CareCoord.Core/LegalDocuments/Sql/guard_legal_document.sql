-- The steps of a document's life, by whom they may be taken: what the portal checks in words, the database checks again.
create or replace function app.guard_legal_document() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor   app.actor;
    reviews boolean;
    decides boolean;
    amended text[] := '{signed_on,signed_by,witnesses,notary,jurisdiction,expires_on,review_on,paper_is_at,powers_granted,
        powers_withheld,cpr,intubation,tube_feeding,iv_fluids,antibiotics,dialysis,comfort_only,springing,labels,
        version,amendment_kind,amendment_reason,amended_by,amended_as,amended_for,amended_at}';
begin
    if coalesce(current_setting('app.ctx', true), '') = '' then
        return new;
    end if;
    actor := app.actor();
    if tg_op = 'INSERT' then
        if new.state <> 'draft' or new.uploaded_by <> actor.account_id or new.uploaded_as <> actor.hat
            or new.acting_for is distinct from actor.acting_for then
            raise exception 'a document is uploaded in one''s own name' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    select coalesce(bool_or(a.basis = 'caseload' and a.manage_bits & {{Category.LegalDocuments}} <> 0), false),
           coalesce(bool_or(a.basis in ('self', 'proxy_grant') and a.manage_bits & {{Category.LegalDocuments}} <> 0), false)
    into reviews, decides from app.my_access(new.patient_id) a;
    if old.state in ('draft', 'returned') and new.state in (old.state, 'submitted') then
        if not decides and old.uploaded_by <> actor.account_id then
            raise exception 'only the patient, their proxy or whoever uploaded it changes it' using errcode = 'insufficient_privilege';
        end if;
        if new.uploaded_by <> old.uploaded_by and new.uploaded_by <> actor.account_id then
            raise exception 'a document is uploaded in one''s own name' using errcode = 'insufficient_privilege';
        end if;
        if new.version <> old.version then
            raise exception 'what is not handed in is written, not amended' using errcode = 'check_violation';
        end if;
    elsif new.version <> old.version then
        if (to_jsonb(new) - amended) is distinct from (to_jsonb(old) - amended) then
            raise exception 'what was handed in stays as it is' using errcode = 'check_violation';
        end if;
        -- In effect, what it says is amended by who reviews it; before, by who describes it, too.
        if not (case when old.state = 'accepted' then reviews and old.uploaded_by <> actor.account_id
                     when old.state in ('submitted', 'in_review') then decides or reviews or old.uploaded_by = actor.account_id
                     else false end) then
            raise exception 'this is not theirs to amend' using errcode = 'insufficient_privilege';
        end if;
    elsif (to_jsonb(new) - '{state,reviewed_by,reviewed_at,review_words,supersedes_id,revoked_by,revoke_words,ended_at}'::text[])
          is distinct from (to_jsonb(old)
                            - '{state,reviewed_by,reviewed_at,review_words,supersedes_id,revoked_by,revoke_words,ended_at}'::text[]) then
        raise exception 'what was handed in stays as it is' using errcode = 'check_violation';
    elsif not (case
        when new.state = old.state and new.state in ('submitted', 'in_review') then reviews and old.uploaded_by <> actor.account_id
        when new.state in ('in_review', 'accepted', 'returned') then
            old.state in ('submitted', 'in_review') and reviews and old.uploaded_by <> actor.account_id
            and new.reviewed_by = actor.account_id
        when new.state = 'superseded' then old.state = 'accepted' and reviews
        when new.state = 'revoked' then old.state in ('submitted', 'in_review', 'returned', 'accepted') and decides
            and new.revoked_by = actor.account_id
        when new.state = 'expired' then old.state = 'accepted' and app.is_worker()
        else false end) then
        raise exception 'this step is not theirs to take' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
