using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CareCoord.Data;

/// <summary>
/// Has each statement of EF prepared on its connection before it first runs there. Reading it, with the row security that it brings in,
/// costs more than running it. Nothing is sent for what is prepared already.
/// </summary>
internal sealed class PreparedCommands : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        await command.PrepareAsync(cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        await command.PrepareAsync(cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    )
    {
        await command.PrepareAsync(cancellationToken);
        return result;
    }
}
