using System.Text.Json.Serialization.Metadata;
using Pipeline.Core;
using Pipeline.Core.Issues;

namespace Pipeline.Functions.Http;

/// <summary>The rules of lists: <c>limit</c> and <c>cursor</c>.</summary>
public static class Paging
{
    /// <summary>Items of a page when none is asked for.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Most items of a page.</summary>
    public const int MaxLimit = 500;

    /// <summary>The answer to a limit out of range; null when it is fine.</summary>
    public static IResult? Refuse(int limit) => limit is >= 1 and <= MaxLimit
        ? null
        : ProblemFactory.Unprocessable(new Issue(IssueCodes.LimitOutOfRange, "limit", $"{limit}").With("limit", MaxLimit));

    /// <summary>The answer to a cursor that this list did not give.</summary>
    public static IResult RefuseCursor(string? cursor) => ProblemFactory.Unprocessable(new Issue(IssueCodes.CursorInvalid, "cursor", cursor));

    /// <summary>Answers with a page of a store, or says what is wrong with the limit or the cursor.</summary>
    /// <param name="limit">The limit asked for.</param>
    /// <param name="cursor">The cursor asked for.</param>
    /// <param name="page">Reads the page; a store throws <see cref="FormatException"/> for a cursor it did not give.</param>
    /// <param name="shape">How the page is spelled.</param>
    public static Task<IResult> AnswerAsync<T>(int limit, string? cursor, Func<Task<Page<T>>> page, JsonTypeInfo<Page<T>> shape) =>
        AnswerAsync(limit, cursor, async () => TypedResults.Json(await page(), shape));

    /// <summary>As <see cref="AnswerAsync{T}"/>, where the answer is not always a page.</summary>
    public static async Task<IResult> AnswerAsync(int limit, string? cursor, Func<Task<IResult>> page)
    {
        if (Refuse(limit) is { } refusal)
        {
            return refusal;
        }

        try
        {
            return await page();
        }
        catch (FormatException)
        {
            return RefuseCursor(cursor);
        }
    }
}
