using System.Collections.Frozen;
using System.Globalization;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Placing;
using Pipeline.Partners.Distributors.Intcomex.Answers;

namespace Pipeline.Partners.Distributors.Intcomex.Calls;

/// <summary>What each <c>ErrorCode</c> means to us. The HTTP status says nothing: the same refusal comes under several.</summary>
internal static class IwsCodes
{
    public const int TokenTooOld = 12;
    public const int OrderUnknown = 30;
    public const int NotCancellable = 39;
    public const int CreatedWithoutTokens = 59;
    public const int NumberTaken = 90;
    public const int NumberInUse = 92;
    public const int TooFrequent = 100;
    public const int InvoiceUnknown = 570;
    public const int InvoiceNotReady = 571;
    public const int Internal = 900;

    private const string Support = "Give the reference to the support of Intcomex.";
    private const string ByHand = "Look at the order at Intcomex; it cannot be done from here.";

    /// <summary>Of a code that is in no list: nothing is certain.</summary>
    public static IwsCode Unknown { get; } = new(null, Support) { Placement = PlacementOutcome.Unknown };

    /// <summary>The codes.</summary>
    public static FrozenDictionary<int, IwsCode> All { get; } = new (IwsCode Meaning, int[] Codes)[]
    {
        (new(IssueCodes.AuthRefused), [10, 11, 13, 17, 18, 19]),
        (new(IssueCodes.ClockOff) { Repeat = IwsRepeat.WithNewToken }, [TokenTooOld]),
        (new(IssueCodes.CallerNotRegistered), [14]),
        (new(IssueCodes.OperationNotAllowed), [16, 22, 24, 201, 40, 41, 43, 44, 45, 46, 47]),
        (new(IssueCodes.CustomerHold), [42]),
        (new(IssueCodes.SkuNotFound), [20]),
        (new(IssueCodes.ArticleNotOffered), [21, 27, 28, 720]),
        (new(IssueCodes.StockShort), [23]),
        (new(IssueCodes.CallRefused), [25, 26, 29, 31, 32, 33, 34, 35, 36, 37, 38, 91, 101, 102, 151, 152, 154, 501, 502, 503, 560, 561, 572, 850, 851, 903]),
        (new(null, ByHand), [OrderUnknown, NotCancellable, 50, 54, 55, 56, 57, 58, 173, 174, 175, 176, 651, 653, 655, 657, 658, 664, 665, 666, 685]),
        (new(null, "Nothing: the copy that is here stays."), [60]),
        (new(IssueCodes.NumberTaken, "Look at that order at Intcomex; cancel this one and place it again, which gives it another number.") { Placement = PlacementOutcome.Unknown }, [NumberTaken, 150]),
        (new(null, "Nothing: it is asked again.") { Placement = PlacementOutcome.Unknown, IsBusy = true }, [NumberInUse, 153]),
        (new(IssueCodes.CallsTooFrequent) { Placement = PlacementOutcome.NotSent, Repeat = IwsRepeat.AfterWait }, [TooFrequent]),
        (new(IssueCodes.CallFailed) { Placement = PlacementOutcome.NotSent, Repeat = IwsRepeat.IfRead }, [405]),
        (new(null, ByHand) { Placement = PlacementOutcome.Unknown }, [CreatedWithoutTokens]),
        (new(null, "Nothing: it is asked again."), [InvoiceUnknown, InvoiceNotReady]),
        (new(IssueCodes.Credit), [660]),
        (new(null, Support) { Placement = PlacementOutcome.Unknown, Repeat = IwsRepeat.OnceIfRead }, [Internal]),
    }.SelectMany(static row => row.Codes.Select(code => (Code: code, row.Meaning))).ToFrozenDictionary(static row => row.Code, static row => row.Meaning);
}

/// <summary>What an <c>ErrorCode</c> means.</summary>
/// <param name="Issue">One of <see cref="IssueCodes"/>; null when the code itself is shown.</param>
/// <param name="Remedy">What helps, where the catalogue does not say it; the partner's words are the cause then.</param>
internal sealed record IwsCode(string? Issue, string? Remedy = null)
{
    private const int MaxWords = 300;

    /// <summary>What it means for an order that was being placed.</summary>
    public PlacementOutcome Placement { get; init; } = PlacementOutcome.Refused;

    /// <summary>Whether the number of an order that was being placed is in another request, which goes on.</summary>
    public bool IsBusy { get; init; }

    /// <summary>When the call is made again.</summary>
    public IwsRepeat Repeat { get; init; }

    /// <summary>What is shown of it.</summary>
    /// <param name="code">The code that came.</param>
    /// <param name="message">The partner's words.</param>
    /// <param name="body">The error, with what it is about; or null.</param>
    /// <param name="wait">The wait that is asked for, or null.</param>
    /// <param name="theirs">The partner's clock, or null.</param>
    /// <param name="ours">Our clock.</param>
    public Issue ToIssue(int code, string message, IwsNode? body, TimeSpan? wait, DateTimeOffset? theirs, DateTimeOffset ours)
    {
        string reference = body?.Text("Reference") is { } given ? $" (reference {given})" : string.Empty;
        string words = string.Create(CultureInfo.InvariantCulture, $"{code}: {Shorten(message)}{reference}");
        Issue issue = new Issue(Issue ?? code.ToString(CultureInfo.InvariantCulture), null, body?.Text("CurrentStock") ?? body?.Text("Sku"))
        {
            Expected = body?.Text("QuantityAttempted"),
            SaidCause = Remedy is null ? null : words,
            SaidRemedy = Remedy,
        }.With("reason", words).With("distributor", IntcomexHttp.Partner).With("article", body?.Text("Sku") ?? "an article");
        return Repeat switch
        {
            IwsRepeat.AfterWait => issue.With("seconds", wait?.TotalSeconds),
            IwsRepeat.WithNewToken => issue.With("theirs", Text(theirs)).With("ours", Text(ours)),
            _ => issue,
        };
    }

    /// <summary>A partner's words, at a length that can be shown.</summary>
    public static string Shorten(string words) => words.Length > MaxWords ? words[..MaxWords] : words;

    private static string Text(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "a time that it does not tell";
}

/// <summary>When a call that failed is made again by itself.</summary>
internal enum IwsRepeat
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>Once, at once, signed anew; also what writes.</summary>
    WithNewToken,

    /// <summary>After the wait that the service asks for; also what writes.</summary>
    AfterWait,

    /// <summary>A few times, if it only reads.</summary>
    IfRead,

    /// <summary>Once, later, if it only reads.</summary>
    OnceIfRead,
}
