using System.Globalization;
using System.Text.Json;
using Pipeline.Core.Content;
using Pipeline.Core.Issues;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Content.Icecat;

/// <summary>What an answer means: its own code decides, then its words, then the status.</summary>
internal static class IcecatAnswer
{
    /// <summary>Reads an answer.</summary>
    /// <param name="result">How the call ended.</param>
    /// <param name="query">What was asked.</param>
    public static ContentAnswer Read(CallResult result, ContentQuery query)
    {
        if (result.Problem is { } problem)
        {
            return new(ContentOutcome.Transient) { Problem = problem.Issue, ExchangeId = result.ExchangeId };
        }

        IcecatNode root;
        try
        {
            root = new(JsonSerializer.Deserialize<JsonElement>(result.Body));
        }
        catch (JsonException)
        {
            // Its edge answers with pages.
            return Failed(result, result.Status == 401 ? ContentOutcome.ConfigurationError : ContentOutcome.Transient, HtmlPage.Is(result.Body) ? "a web page" : "no JSON");
        }

        string? words = root["Message"].Text ?? root["message"].Text ?? root["msg"].Text;
        int? code = (root["StatusCode"].Text ?? root["statusCode"].Text) is { } text && int.TryParse(text, CultureInfo.InvariantCulture, out int number) ? number : null;
        if (code is null && result.Status is >= 200 and < 300)
        {
            return root["data"]["DemoAccount"].Flag
                ? Failed(result, ContentOutcome.ConfigurationError, "the name of the account is that of a demonstration")
                : root["msg"].Text == "OK" && IcecatSheet.Read(root["data"]) is { } content
                ? Judged(result, query, content)
                : new(ContentOutcome.NotFound) { ExchangeId = result.ExchangeId };
        }

        return Failed(result, OfCode(code) ?? OfWords(words) ?? OfStatus(result.Status), words ?? string.Empty);
    }

    private static ContentAnswer Judged(CallResult result, ContentQuery query, ProductContent content)
    {
        ContentOutcome outcome = ContentMatch.Judge(query, content);
        return new(outcome, outcome == ContentOutcome.Found ? content : null) { ExchangeId = result.ExchangeId };
    }

    private static ContentOutcome? OfCode(int? code) => code switch
    {
        null => null,
        8 or 16 or 404 => ContentOutcome.NotFound,
        9 or 12 or 14 => ContentOutcome.OutsideSubscription,
        1 or 2 or 3 or 5 or 6 or 7 or 10 => ContentOutcome.ConfigurationError,
        4 => ContentOutcome.InvalidRequest,
        _ => ContentOutcome.UnknownError,
    };

    private static ContentOutcome? OfWords(string? words) => words switch
    {
        not null when words.Contains("brand restriction", StringComparison.OrdinalIgnoreCase) || words.Contains("Full Icecat", StringComparison.OrdinalIgnoreCase) => ContentOutcome.OutsideSubscription,
        not null when words.Contains("not present", StringComparison.OrdinalIgnoreCase) || words.Contains("can not be found", StringComparison.OrdinalIgnoreCase) => ContentOutcome.NotFound,
        _ => null,
    };

    private static ContentOutcome OfStatus(int? status) => status switch
    {
        401 => ContentOutcome.ConfigurationError,
        404 => ContentOutcome.NotFound,
        408 or 429 or >= 500 => ContentOutcome.Transient,
        _ => ContentOutcome.UnknownError,
    };

    private static ContentAnswer Failed(CallResult result, ContentOutcome outcome, string words)
    {
        string? code = outcome switch
        {
            ContentOutcome.ConfigurationError => IssueCodes.AuthRefused,
            ContentOutcome.InvalidRequest or ContentOutcome.UnknownError => IssueCodes.CallRefused,
            ContentOutcome.Transient => IssueCodes.CallFailed,
            _ => null,
        };
        return new(outcome)
        {
            ExchangeId = result.ExchangeId,
            Problem = code is null ? null : new Issue(code, null, null).With("reason", string.Create(CultureInfo.InvariantCulture, $"HTTP {result.Status}: {words}")),
        };
    }
}
