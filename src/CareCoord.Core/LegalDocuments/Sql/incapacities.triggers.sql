create trigger follow_document after insert or update on incapacities for each row execute function app.follow_document();
