using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Npgsql;

namespace CareCoord.Bench.Limits;

/// <summary>Writes the facts of a page as HTML from one prepared batch, and nothing else of what a portal does.</summary>
internal sealed class LimitPages(string database) : IAsyncDisposable
{
    private const string Head =
        "<!DOCTYPE html><html lang=\"en-US\"><head><meta charset=\"utf-8\"><title>CareCoord</title></head><body><main>";
    private const string Tail = "</main></body></html>";

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(database);

    // Prepared once for a connection, and held with it.
    private readonly Held<Prepared> pool = new();

    public async Task WriteAsync(HttpContext http, string page, Guid id)
    {
        var prepared = pool.Take(page) ?? await PrepareAsync(page);
        var text = new StringBuilder(16 * 1024).Append(Head);
        foreach (var command in prepared.Batch.BatchCommands)
            command.Parameters[0].Value = id;
        var facts = 0;
        await using (var rows = await prepared.Batch.ExecuteReaderAsync())
        {
            do
            {
                text.Append("<section><ul>");
                for (; await rows.ReadAsync(); facts++)
                    Write(text, rows);
                text.Append("</ul></section>");
            } while (await rows.NextResultAsync());
        }

        pool.Give(page, prepared);
        // A limit that finds somebody, or counts, and nothing else is none.
        if (facts < 2)
            throw new InvalidOperationException($"There is nothing on {page} for {id}.");
        http.Response.ContentType = "text/html; charset=utf-8";
        var bytes = Encoding.UTF8.GetBytes(text.Append(Tail).ToString());
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var prepared in pool.All())
        {
            await prepared.Batch.DisposeAsync();
            await prepared.Connection.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    private async Task<Prepared> PrepareAsync(string page)
    {
        var connection = await source.OpenConnectionAsync();
        var batch = new NpgsqlBatch(connection);
        foreach (var statement in LimitSql.Of(page))
        {
            var command = new NpgsqlBatchCommand(statement);
            command.Parameters.Add(new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
            batch.BatchCommands.Add(command);
        }

        foreach (var command in batch.BatchCommands)
            command.Parameters[0].Value = Guid.Empty;
        await batch.PrepareAsync();
        return new(connection, batch);
    }

    private static void Write(StringBuilder text, NpgsqlDataReader row)
    {
        text.Append("<li>");
        for (var column = 0; column < row.FieldCount; column++)
        {
            if (row.IsDBNull(column))
                continue;
            var value = row.GetValue(column);
            text.Append("<span>")
                .Append(
                    value switch
                    {
                        string words => HtmlEncoder.Default.Encode(words),
                        DateTime at => at.ToString("O", CultureInfo.InvariantCulture),
                        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
                        _ => value.ToString(),
                    }
                )
                .Append("</span>");
        }

        text.Append("</li>");
    }

    private sealed record Prepared(NpgsqlConnection Connection, NpgsqlBatch Batch);
}
