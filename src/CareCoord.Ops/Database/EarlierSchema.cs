using CareCoord.Ops.LocalDatabase;

namespace CareCoord.Ops.Database;

/// <summary>The database was made by an early CareCoord, whose tables this version does not carry on.</summary>
public sealed class EarlierSchema(string last)
    : OpsRefused(
        $"This database was made by an earlier CareCoord (it ends with {last}), whose tables this version does not carry on. "
            + "Nothing of it was changed. "
            + $"Put the data folder aside, and a new one begins with the next start: {PutAside.Command}. "
            + "On a PostgreSQL server of your own, make a new database by deploy/bootstrap.sql under another name, and name that in the "
            + "connection strings."
    );
