using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Partners.Channels.Mirakl.Answers;

namespace Pipeline.Partners.Channels.Mirakl.Calls;

/// <summary>Reads lists that come in pages, of either kind. A page that cannot be had is the last one, with its failure.</summary>
internal static class MiraklPages
{
    /// <summary>Most entries of a page.</summary>
    public const int PageSize = 100;

    // More mean that the service never ends its list.
    private const int MostPages = 10_000;

    /// <summary>Reads pages by their offset.</summary>
    /// <param name="api">The shop.</param>
    /// <param name="first">The request of the first page.</param>
    /// <param name="later">The operation of later pages: they belong to the same reading, and are not held back.</param>
    /// <param name="list">Name of the list in the answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<MiraklResult<IReadOnlyList<T>>> ByOffsetAsync<T>(
        this MiraklApi api, MiraklRequest first, MiraklOperation later, string list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int offset = 0;
        for (int number = 0; number < MostPages; number++)
        {
            MiraklRequest request = first with
            {
                Operation = number == 0 ? first.Operation : later, Query = first.Query.With("max", PageSize).With("offset", offset),
            };
            MiraklResult<Dictionary<string, JsonElement>> got = await api.ReadAsync<Dictionary<string, JsonElement>>(request, cancellationToken);
            MiraklResult<IReadOnlyList<T>> page = Entries<T>(got, list);
            yield return page;
            offset += page.Value?.Count ?? 0;
            if (page.Value is not { Count: > 0 } || offset >= Whole(got.Value!, "total_count"))
            {
                yield break;
            }
        }
    }

    /// <summary>Reads pages by the token that each has for the next one; with a token everything else is passed over there.</summary>
    /// <param name="api">The shop.</param>
    /// <param name="first">The request of the first page.</param>
    /// <param name="later">The operation of later pages.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<MiraklResult<IReadOnlyList<T>>> BySeekAsync<T>(
        this MiraklApi api, MiraklRequest first, MiraklOperation later, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        MiraklRequest request = first with { Query = first.Query.With("limit", PageSize) };
        for (int number = 0; number < MostPages; number++)
        {
            MiraklResult<Dictionary<string, JsonElement>> got = await api.ReadAsync<Dictionary<string, JsonElement>>(request, cancellationToken);
            yield return Entries<T>(got, "data");
            if (got.Value?.GetValueOrDefault("next_page_token") is not { ValueKind: JsonValueKind.String } next)
            {
                yield break;
            }

            request = first with { Operation = later, Query = MiraklQuery.Empty.With("limit", PageSize).With("page_token", next.GetString()) };
        }
    }

    /// <summary>Reads all pages before anything is done: entries that leave the list meanwhile shift the pages that follow.</summary>
    /// <param name="pages">The pages.</param>
    /// <param name="key">What an entry is known by; one that comes twice counts once, as it came last.</param>
    /// <returns>All entries, or the failure of a page.</returns>
    public static async Task<MiraklResult<IReadOnlyList<T>>> WholeAsync<T>(this IAsyncEnumerable<MiraklResult<IReadOnlyList<T>>> pages, Func<T, string?> key)
    {
        OrderedDictionary<string, T> found = new(StringComparer.Ordinal);
        string? exchangeId = null;
        await foreach (MiraklResult<IReadOnlyList<T>> page in pages)
        {
            if (page.Value is null)
            {
                return page;
            }

            exchangeId = page.ExchangeId;
            foreach (T entry in page.Value)
            {
                found[key(entry) ?? string.Empty] = entry;
            }
        }

        return new([.. found.Values], null, exchangeId);
    }

    private static MiraklResult<IReadOnlyList<T>> Entries<T>(MiraklResult<Dictionary<string, JsonElement>> got, string list)
    {
        if (got.Value is not { } members)
        {
            return new(null, got.Failure, got.ExchangeId);
        }

        JsonElement entries = members.GetValueOrDefault(list);
        if (entries.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null && Whole(members, "total_count") == 0)
        {
            return new([], null, got.ExchangeId);
        }

        try
        {
            return entries.ValueKind == JsonValueKind.Array
                ? new(entries.Deserialize<List<T>>(MiraklJson.Options), null, got.ExchangeId)
                : new(null, MiraklFailure.Unreadable(200, $"there is no list {list}", got.ExchangeId), got.ExchangeId);
        }
        catch (JsonException wrong)
        {
            return new(null, MiraklFailure.Unreadable(200, $"{list}, {wrong.Path}: {wrong.Message}", got.ExchangeId), got.ExchangeId);
        }
    }

    private static int? Whole(Dictionary<string, JsonElement> members, string name) =>
        members.GetValueOrDefault(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int value) ? value : null;
}
