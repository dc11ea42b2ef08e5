create trigger guard_document_agents before insert or delete on legal_document_agents for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '') execute function app.guard_document_agents();
create trigger label_part before insert on legal_document_agents for each row execute function app.label_part();
create constraint trigger with_its_version after insert on legal_document_agents deferrable initially deferred for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '') execute function app.guard_document_agents();
