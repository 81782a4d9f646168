using System.Globalization;
using System.Text;
using System.Text.Json;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Channels.Mirakl.Calls;

/// <summary>Why a call brought no usable answer.</summary>
internal sealed record MiraklFailure
{
    private const int MaxWords = 300;

    /// <summary>Status, or null when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>The service's code where the operation publishes some, for example <c>ORDER_INVALID_STATE</c>; or null.</summary>
    public string? Code { get; init; }

    /// <summary>The issue, with the exchange it came in.</summary>
    public required CallIssue Problem { get; init; }

    /// <summary>Whether what the call does may have been done all the same: look before it is done again.</summary>
    public bool MayBeDone { get; init; }

    /// <summary>When it may be made again by itself.</summary>
    public MiraklRepeat Repeat { get; init; }

    /// <summary>How long the service wants to be left alone, where it says so.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Whether the key is refused: nothing works until a person has acted.</summary>
    public bool IsKeyRefused => Status == 401;

    /// <summary>Whether the shop may not do this.</summary>
    public bool IsForbidden => Status == 403;

    /// <summary>Whether there is no such thing: an order, a report, an operation that the operator has not switched on.</summary>
    public bool IsMissing => Status is 404 or 410;

    /// <summary>Looks for a failure in how a try ended.</summary>
    /// <param name="result">The try.</param>
    /// <param name="operation">What was asked.</param>
    /// <returns>Null when there is an answer to read.</returns>
    public static MiraklFailure? Of(CallResult result, MiraklOperation operation)
    {
        if (result.Problem is { } problem)
        {
            return new() { Problem = problem, MayBeDone = !result.IsNotSent, Repeat = MiraklRepeat.IfRepeatable };
        }

        bool isGood = result.Status is >= 200 and < 300;
        if (isGood && result.Body.Length <= operation.MaxBytes && (result.Body.Length == 0 ? operation.IsEmptyFine : !HtmlPage.Is(result.Body)))
        {
            return null;
        }

        (string? code, string? message) = Read(result.Body);
        string words = result.Body.Length > operation.MaxBytes ? "an answer that is too long" : message ?? "an answer without content";
        (string issue, MiraklRepeat repeat, bool mayBeDone) = result.Status switch
        {
            >= 200 and < 300 => (HtmlPage.Is(result.Body) ? IssueCodes.PartnerUnavailable : IssueCodes.AnswerUnreadable, MiraklRepeat.Never, true),
            401 => (IssueCodes.AuthRefused, MiraklRepeat.Never, false),
            403 => (IssueCodes.OperationNotAllowed, MiraklRepeat.Never, false),
            404 or 410 => (IssueCodes.RemoteMissing, MiraklRepeat.Never, false),
            408 => (IssueCodes.CallFailed, MiraklRepeat.IfRepeatable, true),
            429 => (IssueCodes.CallsTooFrequent, MiraklRepeat.AfterWait, false),
            500 => (IssueCodes.ServerFault, MiraklRepeat.IfRepeatable, true),
            > 500 => (IssueCodes.CallFailed, MiraklRepeat.IfRepeatable, true),
            _ => (IssueCodes.CallRefused, MiraklRepeat.Never, false),
        };
        return new()
        {
            Status = result.Status,
            Code = code,
            MayBeDone = mayBeDone,
            Repeat = repeat,
            Wait = result.RetryAfter > TimeSpan.Zero ? result.RetryAfter : null,
            Problem = new CallIssue(
                new Issue(issue, null, code)
                    .With("reason", string.Create(CultureInfo.InvariantCulture, $"HTTP {result.Status}: {words}"))
                    .With("seconds", result.RetryAfter?.TotalSeconds),
                result.ExchangeId),
        };
    }

    /// <summary>A call that was not made, since it would have come too early.</summary>
    public static MiraklFailure TooEarly(TimeSpan wait) => new()
    {
        Repeat = MiraklRepeat.AfterWait,
        Wait = wait,
        Problem = new CallIssue(new Issue(IssueCodes.CallsTooFrequent, null, null).With("seconds", Math.Ceiling(wait.TotalSeconds)), null),
    };

    /// <summary>An answer that came and is not what it should be.</summary>
    public static MiraklFailure Unreadable(int? status, string reason, string? exchangeId) => new()
    {
        Status = status,
        MayBeDone = true,
        Problem = new CallIssue(new Issue(IssueCodes.AnswerUnreadable, null, null).With("reason", reason), exchangeId),
    };

    // The shape of a refusal is published nowhere: what can be read is taken, and anything else is no reason to fail.
    private static (string? Code, string? Message) Read(byte[] body)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            if (json.RootElement is { ValueKind: JsonValueKind.Object } refusal)
            {
                return (Text(refusal, "code"), Text(refusal, "message") ?? Text(refusal, "error"));
            }
        }
        catch (JsonException)
        {
        }

        string text = HtmlPage.Is(body) ? "a web page" : Encoding.UTF8.GetString(body).Trim();
        return (null, text.Length == 0 ? null : Shorten(text));
    }

    private static string? Text(JsonElement refusal, string name) =>
        refusal.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? Shorten(text)
            : null;

    private static string Shorten(string text) => text.Length > MaxWords ? text[..MaxWords] : text;
}

/// <summary>When a call that failed is made again by itself.</summary>
internal enum MiraklRepeat
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>After the wait that the service asks for; it has done nothing.</summary>
    AfterWait,

    /// <summary>A few times, if the operation may be repeated blindly.</summary>
    IfRepeatable,
}
