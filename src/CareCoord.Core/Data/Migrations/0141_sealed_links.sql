-- The link of an invitation waits for its mail sealed by a master key, which the database does not have. A link that waits in clear is
-- given up here: the patient sees that it did not arrive, and sends the invitation again.
update proxy_invitations i set undelivered_at = now()
from outbox_mails m where m.invitation_id = i.id and m.ended_at is null;
update outbox_mails set ended_at = now(), outcome = 'given_up', claim = null, token = null
where invitation_id is not null and ended_at is null;
alter table outbox_mails rename column token to sealed_token;
alter table outbox_mails add constraint no_token_in_clear check (sealed_token ~ '^[a-z0-9-]{1,40} [A-Za-z0-9+/]{60,}=*$');
