using System.Text.Json;
using Azure.Data.Tables;
using Pipeline.Core;
using Pipeline.Core.Flows;

namespace Pipeline.Storage.Flows;

/// <summary>Turns a filter and a cursor into a query on the table of executions.</summary>
/// <remarks>
/// Rows of later partitions sort after rows of earlier ones (see <see cref="ExecutionKey"/>), so two bounds on the row
/// and two on the partition describe any stretch of time.
/// </remarks>
internal static class ExecutionQuery
{
    public const string FlowColumn = "Flow";
    public const string StatusColumn = "Status";
    public const string TriggerColumn = "Trigger";

    public static string Of(ExecutionFilter filter, string? cursor)
    {
        List<string> conditions = [TableClient.CreateQueryFilter($"PartitionKey lt {ExecutionKey.OpenPartition}")];
        if (filter.To is { } to)
        {
            conditions.Add(TableClient.CreateQueryFilter(
                $"PartitionKey ge {ExecutionKey.PartitionAt(to)} and RowKey gt {ExecutionKey.LastRowAt(to)}"));
        }

        if (filter.From is { } from)
        {
            conditions.Add(TableClient.CreateQueryFilter(
                $"PartitionKey le {ExecutionKey.PartitionAt(from)} and RowKey le {ExecutionKey.LastRowAt(from)}"));
        }

        if (cursor is not null)
        {
            ExecutionKey last = ExecutionKey.Of(Cursor.Read(cursor, static place => ExecutionId.TryParse(place, out _)));
            conditions.Add(TableClient.CreateQueryFilter(
                $"PartitionKey ge {last.Partition} and RowKey gt {last.Row}"));
        }

        if (filter.Flow is not null)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Flow eq {filter.Flow}"));
        }

        if (filter.Status is { } status)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Status eq {Spell(status)}"));
        }

        if (filter.Trigger is not null)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Trigger eq {filter.Trigger}"));
        }

        return string.Join(" and ", conditions.Select(static condition => $"({condition})"));
    }

    public static string Spell(ExecutionStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}
