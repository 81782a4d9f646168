using System.Globalization;
using Pipeline.Core.Errors;
using Pipeline.Core.Orders;
using Pipeline.Partners.Distributors.IngramMicro.Reading;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

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
                { NotWellFormed: { } fault } => Unusable("ANSWER_UNREADABLE", $"{fault.Code} at line {fault.Line}: {fault.Message}", call),
                { SoapFault: { } fault } => Unusable("SOAP_FAULT", fault, call),
                { IsSuccess: true } => new Judgement(answer, null, "acknowledged", false),
                _ => Unusable("ANSWER_UNKNOWN", $"The answer's root is {answer.Unwrapped?.Root}.", call),
            };
        }

        string text = answer.SoapFault ?? string.Create(CultureInfo.InvariantCulture, $"The service answers HTTP {status}.");
        string code = string.Create(CultureInfo.InvariantCulture, $"HTTP_{status}");
        return status switch
        {
            401 or 403 => new Judgement(null, new CallProblem("AUTH_REFUSED", text, FaultSeverity.Error, call.ExchangeId), "refused", false),
            429 => new Judgement(null, new CallProblem(code, text, FaultSeverity.Retry, call.ExchangeId), "notSent", false),
            408 or >= 500 or < 400 => new Judgement(null, new CallProblem(code, text, FaultSeverity.Retry, call.ExchangeId), "unknown", false),
            _ => new Judgement(null, new CallProblem(code, text, FaultSeverity.Error, call.ExchangeId), "refused", false),
        };
    }

    private Judgement OfCode(WireAnswer answer, string exchangeId)
    {
        string message = answer.ReturnMessage ?? string.Empty;
        string code = CodeIn(message) ?? answer.ReturnCode!;
        ReturnCodeEntry? entry = profile.Document.ReturnCodes.GetValueOrDefault(code);
        CallProblem problem = new(code, $"{answer.ReturnCode}: {message}".TrimEnd(' ', ':'), entry?.Severity ?? FaultSeverity.Error, exchangeId);
        return new Judgement(answer, problem, entry?.Placement ?? "refused", entry?.NotFound ?? false);
    }

    /// <summary>A message may name a reason more precisely than its number does.</summary>
    private string? CodeIn(string message)
    {
        string[] words = message.Split([' ', ':', ',', ';', '.', '(', ')', '[', ']', '\''], StringSplitOptions.RemoveEmptyEntries);
        return words.FirstOrDefault(word => word.Contains('_', StringComparison.Ordinal) && profile.Document.ReturnCodes.ContainsKey(word))
            ?? profile.Document.MessageCodes
                .FirstOrDefault(pair => message.Contains(pair.Key, StringComparison.OrdinalIgnoreCase)).Value;
    }

    private static Judgement Unusable(string code, string message, CallResult call) =>
        new(null, new CallProblem(code, message, FaultSeverity.Retry, call.ExchangeId), "unknown", false);
}
