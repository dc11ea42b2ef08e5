using CareCoord.Access;

namespace CareCoord.Testing;

/// <summary>Puts people into a test database, past the product: patients, their teams, caseloads, proxies and plans.</summary>
public sealed class World(TestDatabase database)
{
    private static int people;

    private DateTimeOffset Now => database.Clock.GetUtcNow();

    /// <summary>An account with these hats; its password is never checked, so it has none.</summary>
    public async Task<Guid> AccountAsync(string name, params Hat[] hats)
    {
        var id = Guid.CreateVersion7();
        var email = $"{name.Replace(' ', '.').ToLowerInvariant()}.{Interlocked.Increment(ref people)}@example.test";
        await database.AsOwnerAsync(
            """
            insert into accounts (id, user_name, normalized_user_name, email, normalized_email, email_confirmed, security_stamp, phone_number_confirmed,
                                  two_factor_enabled, lockout_enabled, access_failed_count, display_name, time_zone, language, has_long_password, created_at)
            values ($1, $2, upper($2), $2, upper($2), true, 'stamp', false, false, true, 0, $3, 'America/Chicago', 'en-US', true, $4)
            """, id, email, name, Now.AddYears(-1));
        foreach (var hat in hats)
            await database.AsOwnerAsync("insert into account_hats values ($1, $2)", id, hat.ToString().ToLowerInvariant());
        return id;
    }

    /// <summary>A patient, with an account of their own where one is given.</summary>
    public async Task<Guid> PatientAsync(string givenName, Guid? account = null, string timeZone = "America/Chicago")
    {
        var id = Guid.CreateVersion7();
        await database.AsOwnerAsync(
            """
            insert into patients (id, account_id, given_name, family_name, birth_date, time_zone, matters_to_me, created_at)
            values ($1, $2::uuid, $3, 'Example', '1955-03-04', $5, 'My garden', $4)
            """, id, account, givenName, Now.AddYears(-1), timeZone);
        return id;
    }

    /// <summary>A provider of a discipline, as the database writes it ("nurse"); returns the provider's id.</summary>
    public async Task<Guid> ProviderAsync(Guid account, string discipline = "nurse")
    {
        var id = Guid.CreateVersion7();
        await database.AsOwnerAsync("insert into providers values ($1, $2, $3, null, 'Riverside West')", id, account, discipline);
        return id;
    }

    public async Task<Guid> JoinTeamAsync(Guid patient, Guid account, Guid? provider, string role = "nurse", DateTimeOffset? until = null,
        DateTimeOffset? since = null)
    {
        var id = Guid.CreateVersion7();
        await database.AsOwnerAsync("insert into care_team_members values ($1, $2, $3, $4::uuid, $5, 'Wounds and bandages', $6, $7::timestamptz)",
            patient, id, account, provider, role, since ?? Now.AddMonths(-1), until);
        return id;
    }

    /// <summary>Something that the team takes care of, with the member who leads in it.</summary>
    public async Task<Guid> ConcernAsync(Guid patient, Guid? lead, string concern = "Getting walking again", Category labels = Category.None)
    {
        var id = Guid.CreateVersion7();
        await database.AsOwnerAsync("insert into care_concerns values ($1, $2, $3, $4::uuid, $5, null, $6)", patient, id, concern, lead, Now.AddDays(-20), (int)labels);
        return id;
    }

    public async Task<Guid> AssignCaseloadAsync(Guid patient, Guid coordinator, DateTimeOffset? until = null, DateTimeOffset? since = null)
    {
        var id = Guid.CreateVersion7();
        await database.AsOwnerAsync("insert into caseload_assignments values ($1, $2, $3, $4, $5::timestamptz)", patient, id, coordinator,
            since ?? Now.AddMonths(-1), until);
        return id;
    }

    public async Task<Guid> GrantAsync(Guid patient, Guid caregiver, Category view, Category manage = Category.None, DateTimeOffset? until = null,
        DateTimeOffset? since = null)
    {
        var id = Guid.CreateVersion7();
        await database.AsOwnerAsync("insert into proxy_grants values ($1, $2, $3, 'daughter', $4, $5, $6, $7::timestamptz, $3)",
            patient, id, caregiver, (int)view, (int)manage, since ?? Now.AddMonths(-1), until);
        return id;
    }

    /// <summary>An absence under the hat worn, from now for a week unless told otherwise; returns its id.</summary>
    public async Task<Guid> AbsenceAsync(Actor away, Guid deputy, DateTimeOffset? since = null, DateTimeOffset? until = null)
    {
        var id = Guid.CreateVersion7();
        await database.AsOwnerAsync(
            "insert into absences (id, account_id, hat, deputy_account_id, since, until, planned_by, planned_at) values ($1, $2, $3, $4, $5, $6, $2, $7)",
            id, away.AccountId, away.Hat.ToString().ToLowerInvariant(), deputy, since ?? Now, until ?? Now.AddDays(7), Now);
        return id;
    }

    /// <summary>A published plan with one goal and one daily activity of the patient; a label hides goal and activity from those without it.</summary>
    public async Task<PlanIds> PlanAsync(Guid patient, Guid publishedBy, Category labels = Category.None)
    {
        var ids = new PlanIds(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await database.AsOwnerAsync("insert into treatment_plans values ($1, $2, 1, 'published', $3, $4, 'Walk more', null)", patient, ids.Plan, Now.AddDays(-3), publishedBy);
        await database.AsOwnerAsync(
            """
            insert into goals (patient_id, id, lineage_id, plan_id, own_words, statement, measure, unit, start_value, target_value, target_is, labels, position)
            values ($1, $2, $2, $3, 'Walk to church', 'Walk 20 minutes', 'Walking', 'minutes', 0, 20, 'at_least', $4, 1)
            """, patient, ids.Goal, ids.Plan, (int)labels);
        await database.AsOwnerAsync(
            """
            insert into activities (patient_id, id, lineage_id, plan_id, goal_id, title, done_by, how_often, weekdays, part_of_day, starts_on, labels, position)
            values ($1, $2, $2, $3, $4, 'Walk', 'patient', 'Every day', 127, 'any', '2026-01-01', $5, 1)
            """, patient, ids.Activity, ids.Plan, ids.Goal, (int)labels);
        return ids;
    }

    public async Task<Guid> ProblemAsync(Guid patient, Guid plan, string name, Category labels = Category.None)
    {
        var id = Guid.CreateVersion7();
        await database.AsOwnerAsync("insert into problems (patient_id, id, plan_id, name, labels, position) values ($1, $2, $3, $4, $5, 1)",
            patient, id, plan, name, (int)labels);
        return id;
    }

    /// <summary>A value measured now on the way to a goal.</summary>
    public Task ReadingAsync(Guid patient, Guid goal, decimal value, Category labels = Category.None) =>
        database.AsOwnerAsync("insert into goal_readings values ($1, $2, $3, $4, $5, $6)", patient, Guid.CreateVersion7(), goal, Now, value, (int)labels);

    public Task TickAsync(Guid patient, Guid activity, DateOnly day, Guid by, Category labels = Category.None) =>
        database.AsOwnerAsync("insert into activity_ticks values ($1, $2, $3, $4, $5, $6, $7)",
            patient, Guid.CreateVersion7(), activity, day, Now, by, (int)labels);

    /// <summary>A notification as it stands in the table, without the choices of whom it tells.</summary>
    public async Task<Guid> NoticeAsync(Guid account, Hat hat, string kind, Guid? patient, Guid? subject, Guid by, DateTimeOffset? at = null)
    {
        var id = Guid.CreateVersion7(at ?? Now);
        await database.AsOwnerAsync("insert into notifications values ($1, $2, $3, $4, $5::uuid, $6::uuid, $7, $8)",
            id, account, hat.ToString().ToLowerInvariant(), kind, patient, subject, by, at ?? Now);
        return id;
    }

    /// <summary>Tells somebody something as the product does, in the hands of <paramref name="by"/>.</summary>
    public Task TellAsync(Actor by, Guid account, Hat hat, string kind, Guid? patient, Guid? subject) =>
        database.AsAppAsync<object>(by, "select app.tell($1, $2, $3, $4::uuid, $5::uuid)", account, hat.ToString().ToLowerInvariant(), kind, patient, subject);

    public async Task<Guid> VisitAsync(Guid patient, Guid provider, DateTimeOffset startsAt, string state = "booked", Category labels = Category.None)
    {
        var id = Guid.CreateVersion7();
        await database.AsOwnerAsync(
            """
            insert into appointments (patient_id, id, provider_id, title, starts_at, ends_at, way, state, booked_at, cancelled_at, labels)
            values ($1, $2, $3, 'Check', $4, $4 + interval '30 minutes', 'in_person', $5, $6, case when $5 = 'cancelled' then $6 end, $7)
            """, patient, id, provider, startsAt, state, Now.AddMonths(-1), (int)labels);
        return id;
    }

    /// <summary>A unit of the one organisation.</summary>
    public async Task<Guid> UnitAsync(string name)
    {
        var id = Guid.CreateVersion7();
        await database.AsOwnerAsync("insert into organisations select gen_random_uuid(), 'Riverside', 'America/Chicago', '911', '555 0100' where not exists (select from organisations)");
        await database.AsOwnerAsync("insert into organisation_units select $1, min(o.id::text)::uuid, $2 || ' ' || $1, null from organisations o", id, name);
        return id;
    }

    public async Task<Guid> JoinUnitAsync(Guid unit, Guid account, DateTimeOffset? until = null)
    {
        var id = Guid.CreateVersion7();
        await database.AsOwnerAsync("insert into unit_members values ($1, $2, $3, $4, $5::timestamptz)", unit, id, account, Now.AddMonths(-1), until);
        return id;
    }

    /// <summary>A task that the coordinator assigned to somebody who has not answered yet, with a step, a file, a watcher and a rung of its ladder.</summary>
    public async Task<TaskIds> TaskAsync(Guid patient, Guid coordinator, Guid asked, string title = "Agree on a meal plan", Category labels = Category.None)
    {
        var ids = new TaskIds(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await database.AsOwnerAsync(
            """
            with task as (
                insert into care_tasks (patient_id, id, title, why, about, priority, due_at, state, coordinator_account_id, owner_account_id, owner_hat,
                                        asked_account_id, asked_hat, asked_by, asked_at, assigned_at, acts, labels)
                values ($1, $2, $5, 'Her sugar is high.', 'general', 'routine', $8::timestamptz + interval '3 days', 'assigned', $3, $3, 'coordinator', $4, 'provider', $3, $8, $8, 1, $9)),
            act as (
                insert into care_task_acts (patient_id, id, task_id, number, act, at, account_id, hat, state, owner_account_id, asked_account_id, labels)
                values ($1, gen_random_uuid(), $2, 1, 'assigned', $8, $3, 'coordinator', 'assigned', $3, $4, $9)),
            step as (insert into care_task_steps values ($1, $6, $2, 0, 'Call her', null, null, $9)),
            file as (
                insert into care_task_attachments
                values ($1, $7, $2, 'Meal plan.pdf', 'application/pdf', sha256(convert_to('%PDF-' || $1, 'UTF8')), convert_to('%PDF-' || $1, 'UTF8'), $3, $8, $9)),
            watcher as (insert into care_task_watchers values ($1, gen_random_uuid(), $2, $3, 'coordinator', $8, $9))
            insert into care_task_rungs values ($1, gen_random_uuid(), $2, 'answer', 1, 'reminder', $8::timestamptz + interval '1 day', null, null, $9)
            """, patient, ids.Task, coordinator, asked, title, ids.Step, ids.File, Now, (int)labels);
        return ids;
    }

    /// <summary>A suspended grant, an invitation that waits, and a sign-in of the patient.</summary>
    public async Task<ConsentIds> ConsentsAsync(Guid patient, Guid self, Guid grant)
    {
        var rested = await GrantAsync(patient, await AccountAsync("Rested", Hat.Caregiver), Category.Appointments);
        var (invitation, session) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await database.AsOwnerAsync("update proxy_grants set suspended_at = $2, suspended_by = $3 where id = $1", rested, Now, self);
        await database.AsOwnerAsync(
            """
            insert into proxy_invitations (patient_id, id, email, name, relationship, view_bits, manage_bits, token_hash, invited_by, invited_as, created_at, sent_at, expires_at)
            values ($1, $2, 'waits@example.test', 'Willa', 'friend', 2, 0, sha256($2::text::bytea), $3, 'patient', $4, $4, $4::timestamptz + interval '72 hours')
            """, patient, invitation, self, Now);
        await database.AsOwnerAsync("insert into sign_in_sessions values ($1, $2, 'patient', 'password', $3, null)", session, self, Now);
        return new(await database.AsOwnerAsync<uint>("select xmin from proxy_grants where id = $1", grant), rested,
            await database.AsOwnerAsync<uint>("select xmin from proxy_grants where id = $1", rested), invitation, session);
    }

    /// <summary>A legal document in some state, as the database writes it, with a row for its file; returns its id.</summary>
    public async Task<Guid> DocumentAsync(Guid patient, Actor uploadedBy, string state = "accepted", string kind = "advance_directive", Guid? reviewedBy = null,
        DateOnly? expiresOn = null, Category labels = Category.None, bool springing = false)
    {
        var id = Guid.CreateVersion7();
        await database.AsOwnerAsync(
            """
            with file as (
                insert into document_files values ($1, $2, sha256(uuid_send($2)), 100, 'application/pdf', 'Document.pdf', 1, 'k1', decode(repeat('00', 60), 'hex'),
                                                   'unscanned_not_configured', null, 0, $3, $5, $9))
            insert into legal_documents (patient_id, id, kind, state, file_id, upload_id, signed_on, signed_by, cpr, intubation, tube_feeding, iv_fluids, antibiotics, dialysis,
                comfort_only, springing, uploaded_by, uploaded_as, uploaded_at, submitted_at, reviewed_by, reviewed_at, review_words, expires_on, ended_at, revoked_by, labels)
            values ($1, $2, $4, $6, $2, $2, '2026-01-05', 'Zelda Example', 'no', 'not_said', 'not_said', 'not_said', 'not_said', 'not_said', 'not_said', $10, $3, $11, $5,
                case when $6 <> 'draft' then $5 end, case when $6 not in ('draft', 'submitted') then $7::uuid end, case when $6 not in ('draft', 'submitted') then $5 end,
                case when $6 = 'returned' then 'A page is missing.' end, $8::date, case when $6 in ('superseded', 'revoked', 'expired') then $5 end, case when $6 = 'revoked' then $3 end, $9)
            """, patient, id, uploadedBy.AccountId, kind, Now.AddDays(-2), state, reviewedBy, expiresOn, (int)labels, springing, uploadedBy.Hat.ToString().ToLowerInvariant());
        return id;
    }

    /// <summary>Somebody whom a document names; returns nothing.</summary>
    public Task AgentAsync(Guid patient, Guid document, string name, Guid? account = null, int rank = 1) =>
        database.AsOwnerAsync("insert into legal_document_agents values ($1, $2, $3, $4, $5, '(773) 555-0104', 'daughter', $6::uuid, 0)",
            patient, Guid.CreateVersion7(), document, rank, name, account);

    /// <summary>What becomes of a document at work: an agent, an act, a provider asked to read it; and, beside it, a time in which the patient cannot decide.</summary>
    public async Task DocumentWorkAsync(Guid patient, Guid document, Actor coordinator, Actor provider)
    {
        await AgentAsync(patient, document, "Zia Agent");
        await database.AsOwnerAsync("insert into legal_document_acts values ($1, $2, $3, 'accepted', $4, $5, 'coordinator', 'Zapped', 0)",
            patient, Guid.CreateVersion7(), document, Now.AddDays(-2), coordinator.AccountId);
        await database.AsOwnerAsync("insert into document_readings values ($1, $2, $3, $4, $5, null, null, 0)",
            patient, Guid.CreateVersion7(), document, provider.AccountId, Now.AddDays(-2));
        await database.AsOwnerAsync("insert into incapacities values ($1, $2, $3, null, 'Zoned out', $4, $3)", patient, Guid.CreateVersion7(), Now.AddDays(-1), provider.AccountId);
    }

    /// <summary>A discharge two days ago, without tasks about it.</summary>
    public async Task<Guid> TransitionAsync(Guid patient, Guid coordinator)
    {
        var id = Guid.CreateVersion7();
        await database.AsOwnerAsync("insert into transitions values ($1, $2, $3, 'Riverside Hospital', 'moderate', $4, $3, null)", patient, id, Now.AddDays(-2), coordinator);
        return id;
    }
}

/// <summary>The version of the caregiver's grant, a suspended one, an invitation that waits, and the patient's sign-in.</summary>
public sealed record ConsentIds(uint GrantVersion, Guid Rested, uint RestedVersion, Guid Invitation, Guid Session);

/// <summary>The ids of a task, its one step and its one file.</summary>
public sealed record TaskIds(Guid Task, Guid Step, Guid File);

/// <summary>The ids of a plan's one version, goal and activity.</summary>
public sealed record PlanIds(Guid Plan, Guid Goal, Guid Activity);

/// <summary>Documents of a patient: a draft of the patient's own, and one in effect; with the versions that were put there.</summary>
public sealed record DocumentIds(Guid Draft, uint DraftVersion, Guid InEffect, uint InEffectVersion);
