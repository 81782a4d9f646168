using System.Text.Json;
using Azure.Data.Tables;
using Pipeline.Core;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Storage.Notifications;

/// <summary>Turns a filter and a cursor into queries on the table of messages.</summary>
internal static class MessageQuery
{
    /// <summary>One query on what is handled and, where it can hold such, one on what waits for its turn.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    public static IEnumerable<string> Of(MessageFilter filter, string? cursor)
    {
        List<string> conditions = [];
        List<string> handled = [TableClient.CreateQueryFilter($"PartitionKey lt {MessageKey.ArrivalsPartition}")];
        List<string> waiting = [TableClient.CreateQueryFilter($"PartitionKey eq {MessageKey.ArrivalsPartition}")];
        if (cursor is not null)
        {
            MessageKey last = MessageKey.Of(Cursor.Read(cursor, static place => MessageId.TryParse(place, out _)));
            handled.Add(TableClient.CreateQueryFilter($"PartitionKey ge {last.Partition} and RowKey gt {last.Row}"));
            waiting.Add(TableClient.CreateQueryFilter($"RowKey gt {last.Row}"));
        }

        if (filter.From is { } from)
        {
            handled.Add(TableClient.CreateQueryFilter($"PartitionKey le {MessageKey.PartitionAt(from)}"));
            conditions.Add(TableClient.CreateQueryFilter($"RowKey lt {MessageKey.FirstRowAt(from.AddMilliseconds(-1))}"));
        }

        if (filter.To is { } to)
        {
            handled.Add(TableClient.CreateQueryFilter($"PartitionKey ge {MessageKey.PartitionAt(to)}"));
            conditions.Add(TableClient.CreateQueryFilter($"RowKey ge {MessageKey.FirstRowAt(to.AddMilliseconds(-1))}"));
        }

        if (filter.State is { } state)
        {
            conditions.Add(TableClient.CreateQueryFilter($"State eq {Spell(state)}"));
        }

        if (filter.Distributor is not null)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Distributor eq {filter.Distributor}"));
        }

        string[] queries = [Join([.. handled, .. conditions]), Join([.. waiting, .. conditions])];
        return filter.State is null or MessageState.Accepted ? queries : queries[..1];
    }

    public static string Spell(MessageState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    private static string Join(IEnumerable<string> conditions) =>
        string.Join(" and ", conditions.Select(static condition => $"({condition})"));
}
