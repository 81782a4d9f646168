using System.Globalization;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Partners.Distributors.IngramMicro.Reading;
using Pipeline.Partners.Distributors.IngramMicro.Wire;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Distributors.IngramMicro.Calls;

/// <summary>What an answer, or its absence, means.</summary>
internal sealed class AnswerJudge(WireProfile profile)
{
    /// <summary>Opens the answer.</summary>
    /// <returns>The answer and null, or why it is none.</returns>
    public Judgement Judge(CallResult call)
    {
        if (call.Problem is not null)
        {
            return new Judgement(null, call.Problem, call.IsNotSent ? "notSent" : "unknown", false);
        }

        int status = call.Status ?? 0;
        using MemoryStream body = new(call.Body);
        WireAnswer answer = WireAnswer.Read(body, profile);
        if (answer.ReturnCode is not null && !answer.IsSuccess)
        {
            return OfCode(answer, call.ExchangeId);
        }

        if (status is >= 200 and < 300)
        {
            return answer switch
            {
                _ when HtmlPage.Is(call.Body) => Unusable(
                    new Issue(IssueCodes.PartnerUnavailable, null, null).With("reason", string.Create(CultureInfo.InvariantCulture, $"HTTP {status}")), call),
                { NotWellFormed: { } fault } => Unusable(new Issue(IssueCodes.AnswerUnreadable, fault.Where, fault.Text).With("reason", $"{fault.Code}: {fault.Cause}"), call),
                { SoapFault: { } fault } => Unusable(new Issue(IssueCodes.SoapFault, null, null).With("reason", fault), call),
                { IsSuccess: true } => new Judgement(answer, null, "acknowledged", false),
                _ => Unusable(new Issue(IssueCodes.AnswerUnknown, null, answer.Inside?.Root), call),
            };
        }

        string text = answer.SoapFault ?? string.Create(CultureInfo.InvariantCulture, $"The service answers HTTP {status}.");
        return status switch
        {
            401 or 403 => Refused(IssueCodes.AuthRefused, "refused"),
            429 => Refused(IssueCodes.CallFailed, "notSent"),
            500 => Refused(IssueCodes.ServerFault, "unknown"),
            408 or > 500 or < 400 => Refused(IssueCodes.CallFailed, "unknown"),
            _ => Refused(IssueCodes.CallRefused, "refused"),
        };

        Judgement Refused(string code, string placement) =>
            new(null, new CallIssue(new Issue(code, null, null).With("reason", text), call.ExchangeId), placement, false);
    }

    private Judgement OfCode(WireAnswer answer, string exchangeId)
    {
        string message = answer.ReturnMessage ?? string.Empty;
        string code = CodeIn(message) ?? answer.ReturnCode!;
        ReturnCodeEntry? entry = profile.Document.ReturnCodes.GetValueOrDefault(code);
        Issue issue = new(code, null, null)
        {
            SaidCause = $"{answer.ReturnCode}: {message}".TrimEnd(' ', ':'), SaidRemedy = entry?.Remedy ?? "Ask the distributor what the code means.", SaidSeverity = entry?.Severity,
        };
        return new Judgement(answer, new CallIssue(issue, exchangeId), entry?.Placement ?? "refused", entry?.NotFound ?? false);
    }

    /// <summary>A message may name a reason more precisely than its number does.</summary>
    private string? CodeIn(string message)
    {
        string[] words = message.Split([' ', ':', ',', ';', '.', '(', ')', '[', ']', '\''], StringSplitOptions.RemoveEmptyEntries);
        return words.FirstOrDefault(word => word.Contains('_', StringComparison.Ordinal) && profile.Document.ReturnCodes.ContainsKey(word))
            ?? profile.Document.MessageCodes
                .FirstOrDefault(pair => message.Contains(pair.Key, StringComparison.OrdinalIgnoreCase)).Value;
    }

    private static Judgement Unusable(Issue issue, CallResult call) => new(null, new CallIssue(issue, call.ExchangeId), "unknown", false);
}
