using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Data;
using CareCoord.Notifications;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>Finds whom the rungs of one task tell. Whoever is away has their deputy told as well, and no rung is told to nobody.</summary>
internal sealed class EscalationRecipients(ActorDb db, CareTask task, DateTimeOffset now)
{
    // For how long the deputy of a coordinator who is not away sees the patient.
    private static readonly TimeSpan DeputySees = TimeSpan.FromDays(7);

    private readonly EscalationRecipient coordinator = new(task.CoordinatorAccountId, Hat.Coordinator);

    public Task<FiredRung> OfAsync(CareTaskRung rung, CancellationToken cancel)
    {
        var offered = rung.Clock == TaskClock.Answer || task.State == TaskState.Assigned;
        return rung.Rung switch
        {
            Rung.Deputy => DeputyAsync(rung, cancel),
            Rung.Coordinator => OneAsync(rung, CareTaskNotifications.Late, coordinator, cancel),
            _ when offered && task.AskedUnitId is { } unit => UnitAsync(rung, unit, cancel),
            _ when offered && task is { AskedAccountId: { } asked, AskedHat: { } hat } => OneAsync(
                rung,
                CareTaskNotifications.Reminder,
                new(asked, hat),
                cancel
            ),
            _ when offered => OneAsync(rung, CareTaskNotifications.Reminder, coordinator, cancel),
            _ => OneAsync(rung, CareTaskNotifications.Reminder, new(task.OwnerAccountId, task.OwnerHat), cancel),
        };
    }

    private async Task<FiredRung> OneAsync(
        CareTaskRung rung,
        NotificationKind kind,
        EscalationRecipient person,
        CancellationToken cancel
    ) =>
        await StandInAsync(person, cancel) is not { } other
            ? new(rung, kind, person.Account, [person], null, new(EscalationAudience.Person, person.Account))
            : new(rung, kind, person.Account, [person, other], null, new(EscalationAudience.Person, person.Account, other.Account));

    // The members may not know the patient, so they are told of the task alone. Where none of them is there, the coordinator hears it.
    private async Task<FiredRung> UnitAsync(CareTaskRung rung, Guid unit, CancellationToken cancel)
    {
        var there = await db.WhoWorksIn(unit, now)
            .Where(m =>
                !db.Set<Absence>().Any(a => a.AccountId == m.AccountId && a.Hat == Hat.Provider && a.Since <= now && a.EndsAt > now)
            )
            .OrderBy(m => m.Since)
            .ThenBy(m => m.AccountId)
            .Select(m => (Guid?)m.AccountId)
            .FirstOrDefaultAsync(cancel);
        if (there is { } first)
            return new(rung, CareTaskNotifications.Reminder, first, [], unit, new(EscalationAudience.Unit, null, Unit: unit));
        var told = await OneAsync(rung, CareTaskNotifications.Reminder, coordinator, cancel);
        return told with { Unit = unit, Outcome = told.Outcome with { Whom = EscalationAudience.NobodyOfUnit, Unit = unit } };
    }

    private async Task<FiredRung> DeputyAsync(CareTaskRung rung, CancellationToken cancel)
    {
        if (await StandInAsync(coordinator, cancel) is { } standIn)
            return new(
                rung,
                CareTaskNotifications.LateDeputy,
                standIn.Account,
                [standIn],
                null,
                new(EscalationAudience.StandIn, standIn.Account, About: coordinator.Account)
            );
        var again = new FiredRung(
            rung,
            CareTaskNotifications.Late,
            coordinator.Account,
            [coordinator],
            null,
            new(EscalationAudience.Again, coordinator.Account)
        );
        if (await ChosenAsync(cancel) is not { } deputy)
            return await AskForDeputyAsync(again, cancel);
        if (!await LetInAsync(rung, deputy, cancel))
            return again;
        var told = new EscalationOutcome(EscalationAudience.Deputy, deputy.Account, About: coordinator.Account);
        if (await StandInAsync(deputy, cancel) is not { } other || other == coordinator || !await LetInAsync(rung, other, cancel))
            return new(rung, CareTaskNotifications.LateDeputy, deputy.Account, [deputy], null, told);
        return new(rung, CareTaskNotifications.LateDeputy, deputy.Account, [deputy, other], null, told with { Also = other.Account });
    }

    // They learn whose deputy is missing, and nothing of the patient or the task.
    private async Task<FiredRung> AskForDeputyAsync(FiredRung told, CancellationToken cancel) =>
        !await db.Set<AccountHat>().AnyAsync(h => h.Hat == Hat.Administrator, cancel)
            ? told
            : told with
            {
                WithoutDeputy = coordinator.Account,
                Outcome = told.Outcome with { Whom = EscalationAudience.AgainAdministrators },
            };

    // They see the patient for a week and watch the task. False where the coordinator no longer has the patient, so that there is no access
    // to lend.
    private async Task<bool> LetInAsync(CareTaskRung rung, EscalationRecipient deputy, CancellationToken cancel)
    {
        var standIn = await db.AnswerAsync<Guid?>(
            $"select app.stand_in({task.PatientId}, {deputy.Account}, {coordinator.Account}, {now + DeputySees}, {rung.Id}) as \"Value\"",
            cancel
        );
        if (standIn is null)
            return false;
        var watchers = db.Set<CareTaskWatcher>();
        if (
            !watchers.Local.Any(w => w.TaskId == task.Id && w.AccountId == deputy.Account)
            && !await watchers.AnyAsync(w => w.PatientId == task.PatientId && w.TaskId == task.Id && w.AccountId == deputy.Account, cancel)
        )
            watchers.Add(new(task, deputy.Account, deputy.Hat, now));
        return true;
    }

    private async Task<EscalationRecipient?> StandInAsync(EscalationRecipient person, CancellationToken cancel) =>
        await db.Set<Absence>()
            .Where(a => a.AccountId == person.Account && a.Hat == person.Hat && a.Since <= now && a.EndsAt > now)
            .Select(a => (Guid?)a.DeputyAccountId)
            .SingleOrDefaultAsync(cancel)
            is { } deputy
            ? new(deputy, person.Hat)
            : null;

    private async Task<EscalationRecipient?> ChosenAsync(CancellationToken cancel) =>
        await db.Set<StandingDeputy>()
            .Where(d => d.AccountId == coordinator.Account && d.Hat == Hat.Coordinator)
            .Select(d => (Guid?)d.DeputyAccountId)
            .SingleOrDefaultAsync(cancel)
            is { } deputy
            ? new(deputy, Hat.Coordinator)
            : null;
}
