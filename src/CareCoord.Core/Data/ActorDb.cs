using CareCoord.Access;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CareCoord.Data;

/// <summary>
/// The database in the hands of one actor, for one operation: a transaction on a leased context, with the signed actor
/// context set on it. What is not committed is undone on leaving.
/// </summary>
public sealed class ActorDb : IAsyncDisposable
{
    /// <summary>What a patient reads who tries to act while they only look at what a caregiver sees.</summary>
    internal const string OnlyLooks =
        "You only look at what somebody else sees, so nothing can be changed here. Go back to your own record first.";

    private readonly CareCoordDb context;
    private readonly IDbContextTransaction transaction;
    private readonly ActorSigner signer;

    private ActorDb(CareCoordDb context, IDbContextTransaction transaction, ActorSigner signer, Actor actor)
    {
        this.context = context;
        this.transaction = transaction;
        this.signer = signer;
        Actor = actor;
    }

    /// <summary>Who is acting.</summary>
    public Actor Actor { get; private set; }

    /// <summary>The rows of one kind, as far as the actor may see them.</summary>
    public DbSet<T> Set<T>()
        where T : class => context.Set<T>();

    /// <summary>Writes what happened to the audit, in this transaction.</summary>
    public Task AuditAsync(AuditedAction what, Guid[] patients, string? kind, Guid? subject, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"select app.audit({what.Action}, {patients}, {kind}, {subject})", cancel);

    /// <summary>Writes to the audit that something was read or done that is about nobody and no one thing, in this transaction.</summary>
    public Task AuditAsync(AuditedAction what, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"select app.audit({what.Action}, '{{}}', null, null)", cancel);

    /// <summary>Writes to the audit that somebody asked for what they may not do.</summary>
    public Task AuditRefusalAsync(AuditedAction asked, Guid patientId, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync(
            $"select app.audit({AccessGate.Refused.Action}, '{{}}', 'patient', {patientId}, jsonb_build_object('asked', {asked.Action}))",
            cancel
        );

    /// <summary>Runs one statement; its values are sent as parameters.</summary>
    internal Task<int> ExecuteAsync(FormattableString sql, CancellationToken cancel) => context.Database.ExecuteSqlAsync(sql, cancel);

    /// <summary>The one value that a query gives in its column "Value".</summary>
    internal Task<T> AnswerAsync<T>(FormattableString sql, CancellationToken cancel) =>
        context.Database.SqlQuery<T>(sql).SingleAsync(cancel);

    /// <summary>
    /// Runs one statement and returns its rows; a single value is named "Value", columns are named as the properties of
    /// <typeparamref name="T"/>.
    /// </summary>
    internal Task<List<T>> AskAsync<T>(FormattableString sql, CancellationToken cancel) =>
        context.Database.SqlQuery<T>(sql).ToListAsync(cancel);

    /// <summary>
    /// Saves what was changed on the entities. Throws <see cref="NotFound"/> where the patient became hidden from the actor in this very
    /// moment.
    /// </summary>
    public async Task SaveAsync(CancellationToken cancel)
    {
        DemandActs();
        try
        {
            await context.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException hidden) when (hidden.SqlState() == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new NotFound();
        }
    }

    /// <summary>Throws <see cref="RuleBroken"/> where the actor only looks, for writes that are not of entities.</summary>
    internal void DemandActs()
    {
        if (Actor.Hat == Hat.Preview)
            throw new RuleBroken(OnlyLooks);
    }

    /// <summary>
    /// Does what follows from an act by the portal's own hand, in the same transaction: work for staff that comes of what a patient did.
    /// Save what the actor has changed before.
    /// </summary>
    internal Task AsPortalAsync(Func<Task> work, CancellationToken cancel) => AsAsync(Actor.Portal, work, cancel);

    /// <summary>Does something by another hand, in the same transaction.</summary>
    internal async Task AsAsync(Actor other, Func<Task> work, CancellationToken cancel)
    {
        await ActAsAsync(context, signer.Sign(other), cancel);
        await work();
        await ActAsAsync(context, signer.Sign(Actor), cancel);
    }

    /// <summary>Hands the rest of the transaction to whoever has proved who they are: they act as themselves from then on.</summary>
    internal async Task HandOnAsync(Actor next, CancellationToken cancel)
    {
        await ActAsAsync(context, signer.Sign(next), cancel);
        Actor = next;
    }

    /// <summary>Makes all of it last.</summary>
    public Task CommitAsync(CancellationToken cancel) => Faults.CommittingAsync(() => transaction.CommitAsync(cancel));

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await context.DisposeAsync();
    }

    internal static async Task<ActorDb> OpenAsync(CareCoordDb context, ActorSigner signer, Actor actor, CancellationToken cancel)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancel);
        await ActAsAsync(context, signer.Sign(actor), cancel);
        return new(context, transaction, signer, actor);
    }

    private static Task ActAsAsync(CareCoordDb context, string signed, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"select set_config('app.ctx', {signed}, true)", cancel);
}

/// <summary>Opens the database for an actor; there is no other way to a patient's rows than this and <see cref="RecordReader"/>.</summary>
public sealed class ActorDbs(IDbContextFactory<CareCoordDb> contexts, ActorSigner signer)
{
    /// <summary>A transaction in the hands of <paramref name="actor"/>; dispose of it after one operation.</summary>
    public async Task<ActorDb> OpenAsync(Actor actor, CancellationToken cancel)
    {
        var context = await contexts.CreateDbContextAsync(cancel);
        try
        {
            return await ActorDb.OpenAsync(context, signer, actor, cancel);
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }
}
