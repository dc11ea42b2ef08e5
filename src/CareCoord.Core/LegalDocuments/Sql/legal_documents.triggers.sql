create trigger follow_document after update of state, version on legal_documents for each row execute function app.follow_document();
create trigger guard_legal_document before insert or update on legal_documents for each row execute function app.guard_legal_document();
create trigger first_version before insert on legal_documents for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '' and new.version <> 1)
        execute function app.keep_version('legal_document_versions', 'legal_document_content');
create trigger keep_version after update on legal_documents for each row
    when (coalesce(current_setting('app.ctx', true), '') <> '' and old.state not in ('draft', 'returned'))
    execute function app.keep_version('legal_document_versions', 'legal_document_content');
create trigger label_parts after insert or delete or update of labels, file_id on legal_documents for each row
    execute function app.label_parts();
