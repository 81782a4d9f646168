using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Partners.Distributors.Intcomex.Answers;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Distributors.Intcomex.Calls;

/// <summary>Why a call brought no usable answer.</summary>
internal sealed partial record IwsFailure
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(10);

    /// <summary>The <c>ErrorCode</c>, or null when there is none.</summary>
    public int? Code { get; init; }

    /// <summary>What it means.</summary>
    public required IwsCode Meaning { get; init; }

    /// <summary>The issue, with the exchange it came in.</summary>
    public required CallIssue Problem { get; init; }

    /// <summary>How long the service wants us to wait, where it does.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Looks for a failure in how a try ended.</summary>
    /// <param name="result">The try.</param>
    /// <param name="sentAt">Our time when it ended.</param>
    /// <param name="isEmptyFine">Whether an answer without a body is a good one.</param>
    /// <returns>Null when there is an answer to read.</returns>
    public static IwsFailure? Of(CallResult result, DateTimeOffset sentAt, bool isEmptyFine)
    {
        if (result.Problem is { } problem)
        {
            return new()
            {
                Problem = problem,
                Meaning = Lost(result.IsNotSent ? PlacementOutcome.NotSent : PlacementOutcome.Unknown),
            };
        }

        bool isGood = result.Status is >= 200 and < 300;
        if (result.Body.Length == 0 && isGood && isEmptyFine)
        {
            return null;
        }

        IwsNode? body = IwsNode.Parse(result.Body, out string? unreadable);
        return body?.Number("ErrorCode") is { } code and > 0
            ? OfCode((int)code, body, result, sentAt)
            : result.Status == 429
            ? OfCode(IwsCodes.TooFrequent, body, result, sentAt)
            : isGood && body is not null
            ? null
            : WithoutCode(body, unreadable, result);
    }

    private static IwsFailure OfCode(int code, IwsNode? body, CallResult result, DateTimeOffset at)
    {
        IwsCode meaning = IwsCodes.All.GetValueOrDefault(code, IwsCodes.Unknown);
        string message = body?.Text("Message") ?? "too many requests";
        TimeSpan? wait = meaning.Repeat == IwsRepeat.AfterWait ? result.RetryAfter ?? WaitIn(message) : null;
        Issue issue = meaning.ToIssue(code, message, body, wait, result.ServerTime, at);
        return new() { Code = code, Meaning = meaning, Wait = wait, Problem = new CallIssue(issue, result.ExchangeId) };
    }

    // A gateway's fault, a page of HTML, an unknown path, half a document.
    private static IwsFailure WithoutCode(IwsNode? body, string? unreadable, CallResult result)
    {
        string words = body?.Text("Message") ?? body?.Object("fault")?.Text("faultstring") ?? unreadable ?? "an answer without content";
        (string code, PlacementOutcome placement) = result.Status switch
        {
            >= 200 and < 300 => (HtmlPage.Is(result.Body) ? IssueCodes.PartnerUnavailable : IssueCodes.AnswerUnreadable, PlacementOutcome.Unknown),
            500 => (IssueCodes.ServerFault, PlacementOutcome.Unknown),
            408 or > 500 or < 400 => (IssueCodes.CallFailed, PlacementOutcome.Unknown),
            401 or 403 => (IssueCodes.AuthRefused, PlacementOutcome.Refused),
            _ => (IssueCodes.CallRefused, PlacementOutcome.Refused),
        };
        Issue issue = new Issue(code, null, null).With("reason", string.Create(CultureInfo.InvariantCulture, $"HTTP {result.Status}: {IwsCode.Shorten(words)}"));
        return new()
        {
            Problem = new CallIssue(issue, result.ExchangeId),
            Meaning = placement switch
            {
                PlacementOutcome.Unknown when result.Status == 500 => new IwsCode(code) { Placement = placement, Repeat = IwsRepeat.OnceIfRead },
                PlacementOutcome.Unknown => Lost(placement),
                _ => new IwsCode(code) { Placement = placement },
            },
        };
    }

    private static IwsCode Lost(PlacementOutcome placement) => new(IssueCodes.CallFailed) { Placement = placement, Repeat = IwsRepeat.IfRead };

    // The one place where words are read: the wait stands nowhere else.
    private static TimeSpan WaitIn(string message) => Integers().Matches(message)
        .Select(static match => int.TryParse(match.Value, CultureInfo.InvariantCulture, out int seconds) ? seconds : 0)
        .FirstOrDefault(static seconds => seconds is >= 1 and <= 3600) is > 0 and int found
            ? TimeSpan.FromSeconds(found)
            : UsualWait;

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Integers();
}
