using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Efficiency.Messaging;

/// <summary>The context's own connection, for statements that EF has no words for.</summary>
internal static class OwnConnection
{
    /// <summary>Opens it, if need be, for as long as the context lives.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(this ServiceDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        return (NpgsqlConnection)db.Database.GetDbConnection();
    }
}
