using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Access;

/// <summary>One statement of a reading: readable SQL with <c>$1</c>, <c>$2</c> … and its values in that order.</summary>
public sealed record Sql(string Text, params object?[] Values)
{
    internal NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(Text);
        foreach (var value in Values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}

/// <summary>
/// Reads a patient's record in one round trip: who is asking, the gate with the audit, and the content, in one
/// implicit transaction. No audit, no answer.
/// </summary>
public sealed class RecordReader(NpgsqlDataSource database, ActorSigner signer)
{
    /// <summary>
    /// Opens the record of one patient under a rule and hands its content to <paramref name="project"/>, result by result.
    /// Throws <see cref="NotFound"/> where the asker may not see it.
    /// </summary>
    public Task<T> ReadAsync<T>(
        Actor actor,
        Guid patientId,
        AccessRule rule,
        Sql[] content,
        Func<NpgsqlDataReader, Granted, Task<T>> project,
        CancellationToken cancel
    ) => ReadAsync(actor, patientId, rule, null, content, project, cancel);

    /// <summary>The same, of one thing within the record, which the audit keeps.</summary>
    public Task<T> ReadAsync<T>(
        Actor actor,
        Guid patientId,
        AccessRule rule,
        Subject? subject,
        Sql[] content,
        Func<NpgsqlDataReader, Granted, Task<T>> project,
        CancellationToken cancel
    ) => ReadAsync(actor, patientId, Gate(actor, patientId, rule, subject), content, project, cancel);

    /// <summary>
    /// As above, past a gate of its own that gives the same columns and audits the reading. It gives no row where the asker may not see the
    /// record.
    /// </summary>
    internal async Task<T> ReadAsync<T>(
        Actor actor,
        Guid patientId,
        Sql gate,
        Sql[] content,
        Func<NpgsqlDataReader, Granted, Task<T>> project,
        CancellationToken cancel
    )
    {
        return await RunAsync(
            actor.Toward(patientId),
            [gate, .. content],
            async rows =>
            {
                var granted = await rows.FirstAsync<Granted>(cancel) ?? throw new NotFound();
                return await project(rows, granted);
            },
            cancel
        );
    }

    /// <summary>
    /// Reads a list that spans patients. Its statements see what row security shows the asker, and say whom they show by
    /// <c>offset (select app.show(…))</c>. One entry of the audit about all of them ends the batch.
    /// </summary>
    public Task<T> ReadListAsync<T>(
        Actor actor,
        AuditedAction what,
        Sql[] content,
        Func<NpgsqlDataReader, Task<T>> project,
        CancellationToken cancel
    ) => RunAsync(actor, [.. content, new Sql("select app.audit_shown($1)", what.Action)], project, cancel);

    /// <summary>Reads one thing that may be seen without the record that it belongs to; else as a list.</summary>
    /// <param name="actor">The asker.</param>
    /// <param name="what">The reading, for the audit.</param>
    /// <param name="subject">What is read.</param>
    /// <param name="content">Its statements.</param>
    /// <param name="project">Makes the answer of their results.</param>
    /// <param name="known">The patients that an open page showed before; null where it is opened now.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<T> ReadOneAsync<T>(
        Actor actor,
        AuditedAction what,
        Subject subject,
        Sql[] content,
        Func<NpgsqlDataReader, Task<T>> project,
        IEnumerable<Guid>? known,
        CancellationToken cancel
    ) =>
        RunAsync(
            actor,
            [
                .. content,
                new Sql("select app.audit_shown($1, $2::uuid[], $3, $4)", what.Action, known?.ToArray(), subject.Kind, subject.Id),
            ],
            project,
            cancel
        );

    /// <summary>
    /// Reads a list again for a page that lives, and that showed <paramref name="known"/> before. The audit gets an entry about those who
    /// are new on it, and none where nobody is.
    /// </summary>
    public Task<T> ReadListAsync<T>(
        Actor actor,
        AuditedAction what,
        Sql[] content,
        Func<NpgsqlDataReader, Task<T>> project,
        IEnumerable<Guid> known,
        CancellationToken cancel
    ) => RunAsync(actor, [.. content, new Sql("select app.audit_shown($1, $2)", what.Action, known.ToArray())], project, cancel);

    // Who only looks is shown what the caregiver may do, too; none of it passes the gate.
    private static Sql Gate(Actor actor, Guid patientId, AccessRule rule, Subject? subject)
    {
        var open = $"app.open_record($1, $2, $3, $4{(subject is null ? "" : $", $5, {subject.Found}")})";
        var text =
            actor.Hat == Hat.Preview
                ? $"select o.view_bits as view, v.manage_bits as manage from {open} o, app.previewed($1) v"
                : $"select view_bits as view, manage_bits as manage from {open}";
        object?[] values = [patientId, (int)rule.View, rule.Action, rule.IsLook];
        return subject is null ? new(text, values)
            : subject.Id is { } id ? new(text, [.. values, subject.Kind, id])
            : new(text, [.. values, subject.Kind]);
    }

    private async Task<T> RunAsync<T>(
        Actor actor,
        IEnumerable<Sql> statements,
        Func<NpgsqlDataReader, Task<T>> project,
        CancellationToken cancel
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new Sql("select set_config('app.ctx', $1, true)", signer.Sign(actor)).Command());
        foreach (var statement in statements)
            batch.BatchCommands.Add(statement.Command());
        // Nothing is sent for what this connection has prepared before.
        await batch.PrepareAsync(cancel);
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        await rows.NextResultAsync(cancel);
        var answer = await project(rows);
        // An error in a later statement undoes the whole batch, its audit too: read to the end before answering.
        while (await rows.NextResultAsync(cancel)) { }

        return answer;
    }
}
