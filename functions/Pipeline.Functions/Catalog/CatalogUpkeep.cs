using Microsoft.Azure.Functions.Worker;
using Pipeline.Storage.Catalog;

namespace Pipeline.Functions.Catalog;

/// <summary>Looks after the catalogue.</summary>
public sealed partial class CatalogUpkeep(CatalogIndexMove move, ILogger<CatalogUpkeep> logger)
{
    /// <summary>Every five minutes: moves index rows that an earlier version wrote; does nothing once all are moved.</summary>
    [Function("MoveCatalogIndex")]
    public async Task MoveIndexAsync(
        [TimerTrigger("40 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (await move.RunAsync(cancellationToken) is > 0 and int moved)
        {
            Log.Moved(logger, moved);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Rows} rows of the catalogue's indexes moved to the form of this version")]
        public static partial void Moved(ILogger logger, int rows);
    }
}
