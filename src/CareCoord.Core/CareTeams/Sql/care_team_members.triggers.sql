create trigger derive_access after insert or update or delete on care_team_members
    for each row execute function app.derive_access('care_team');
create trigger end_with_grant before insert on care_team_members for each row when (new.role = 'caregiver')
    execute function app.end_with_grant();
create trigger follow_relation after insert or update or delete on care_team_members
    for each row execute function app.follow_relation('care_team');
