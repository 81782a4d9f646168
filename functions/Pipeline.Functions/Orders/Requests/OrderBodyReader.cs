using System.Text.Json;
using System.Text.Unicode;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Intake;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Orders.Requests;

/// <summary>Reads body and key of an order request, or makes the answer that names everything wrong with them.</summary>
public sealed class OrderBodyReader(OrderRequestReader reader)
{
    private const int KeyLength = 255;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The answer to a key that is missing or malformed; null when it is fine.</summary>
    public static IResult? RefuseKey(string? key) => key switch
    {
        null or "" => ProblemFactory.Of(StatusCodes.Status400BadRequest, new Issue(IssueCodes.IdempotencyKeyMissing, null, null)),
        _ when key.Length > KeyLength || key.AsSpan().ContainsAnyExceptInRange('!', '~') => ProblemFactory.Unprocessable(
            new Issue(IssueCodes.IdempotencyKeyInvalid, null, null).With("limit", KeyLength)),
        _ => null,
    };

    /// <summary>Reads the body.</summary>
    /// <returns>The request, or the answer that refuses it; both when it is only late, and so good as a repetition.</returns>
    public async Task<(OrderRequest? Request, IResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, cancellationToken);
        byte[] bytes = body.ToArray();
        if (!Utf8.IsValid(bytes))
        {
            return (null, Unreadable("it is not UTF-8"));
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(bytes, Options);
            OrderReading reading = reader.Read(json.RootElement);
            return (reading.Request, reading.Faults.Count > 0 ? Refuse(reading.Faults) : null);
        }
        catch (JsonException wrong)
        {
            return (null, Unreadable($"it breaks off or goes wrong at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}"));
        }
    }

    private static IResult Unreadable(string reason) => ProblemFactory.Of(
        StatusCodes.Status400BadRequest, new Issue(IssueCodes.BodyUnreadable, null, null).With("reason", $"{reason}."));

    private static IResult Refuse(IReadOnlyList<Issue> faults) =>
        ProblemFactory.Unprocessable(new Issue(IssueCodes.OrderInvalid, null, null).With("count", faults.Count), faults);
}
