create trigger derive_access after insert or update or delete on caseload_assignments
    for each row execute function app.derive_access('caseload');
-- After derive_access: triggers fire by name, and the access of the holder is what is copied.
create trigger follow_relation after insert or update or delete on caseload_assignments
    for each row execute function app.follow_relation('caseload');
