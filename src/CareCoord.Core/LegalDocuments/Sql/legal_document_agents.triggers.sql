create trigger label_part before insert on legal_document_agents for each row execute function app.label_part();
